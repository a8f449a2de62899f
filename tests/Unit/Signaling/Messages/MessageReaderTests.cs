using System.Text;
using System.Text.Json;
using Onair.Signaling.Messages;

namespace Onair.Tests.Unit.Signaling.Messages;

public sealed class MessageReaderTests
{
    private const string Id = "AAAAAAAAAAAAAAAAAAAAAA";

    [Theory]
    [InlineData("""{"type":"hello"}""")]
    [InlineData("""{"type":"hello","request":"1","user":"alice","follow":["bob"],"resume":{"participant":"AAAAAAAAAAAAAAAAAAAAAA","key":"AAAAAAAAAAAAAAAAAAAAAA"}}""")]
    [InlineData("""{"type":"ping","unknown":{"is":"ignored"}}""")]
    [InlineData("""{"type":"broadcast","video":true,"audio":false}""")]
    [InlineData("""{"type":"watch","user":"\ud83d\ude00"}""")]
    [InlineData("""{"type":"consent","viewing":"AAAAAAAAAAAAAAAAAAAAAA","allow":true,"remember":true}""")]
    [InlineData("""{"type":"offer","viewing":"AAAAAAAAAAAAAAAAAAAAAA","connection":"1","sdp":"v=0\r\n"}""")]
    [InlineData("""{"type":"candidate","viewing":"AAAAAAAAAAAAAAAAAAAAAA","connection":"1","candidate":"","sdpMid":"0","sdpMLineIndex":0}""")]
    [InlineData("""{"type":"beacon","viewing":"AAAAAAAAAAAAAAAAAAAAAA","interval":"6f1e3a52-0000-4000-8000-000000000000","seconds":15.02,"playing":true}""")]
    public void Accepts_what_the_protocol_describes(string frame) => Read(frame).Problem.ShouldBeNull();

    [Theory]
    [InlineData("", "the frame is not a JSON object")]
    [InlineData("null", "the frame is not a JSON object")]
    [InlineData("[]", "the frame is not a JSON object")]
    [InlineData("{}", "type: is missing")]
    [InlineData("""{"type":"shout"}""", "type: is not one of the protocol's")]
    [InlineData("""{"type":7}""", "$.type: has another type than the protocol says")]
    [InlineData("""{"type":"watch"}""", "user: a user has 1 to 128 characters, without control characters")]
    [InlineData("""{"type":"watch","user":"a\u0000b"}""", "user: a user has 1 to 128 characters, without control characters")]
    [InlineData("""{"type":"watch","user":"\ud83d"}""", "$.user: has another type than the protocol says")]
    [InlineData("""{"type":"leave","viewing":"1"}""", "viewing: must be an id of this service")]
    [InlineData("""{"type":"consent","viewing":"AAAAAAAAAAAAAAAAAAAAAA"}""", "allow: is missing")]
    [InlineData("""{"type":"offer","viewing":"AAAAAAAAAAAAAAAAAAAAAA","connection":"1","sdp":"o=1"}""", "sdp: must be a session description of at most 49152 characters")]
    [InlineData("""{"type":"offer","viewing":"AAAAAAAAAAAAAAAAAAAAAA","sdp":"v=0"}""", "connection: must have 1 to 32 characters")]
    [InlineData("""{"type":"beacon","interval":"6f1e3a52-0000-4000-8000-000000000000","seconds":1,"playing":true}""", "viewing: exactly one of viewing and broadcast is needed")]
    [InlineData("""{"type":"beacon","viewing":"AAAAAAAAAAAAAAAAAAAAAA","interval":"1","seconds":1,"playing":true}""", "interval: must have 16 to 36 letters, digits and hyphens")]
    [InlineData("""{"type":"beacon","viewing":"AAAAAAAAAAAAAAAAAAAAAA","interval":"6f1e3a52-0000-4000-8000-000000000000","seconds":-1,"playing":true}""", "seconds: must be from 0 to 86400")]
    [InlineData("""{"type":"ping","request":"123456789012345678901234567890123"}""", "request: must have at most 32 characters")]
    public void Names_the_field_that_is_wrong(string frame, string problem) => Read(frame).Problem.ShouldBe(problem);

    [Fact]
    public void Limits_descriptions() =>
        Read(JsonSerializer.Serialize(new { type = "offer", viewing = Id, connection = "1", sdp = "v=0" + new string('a', 48 * 1024) })).Problem.ShouldStartWith("sdp:");

    [Fact]
    public void Refuses_beacons_of_which_one_is_invalid() => MessageReader.ReadBeacons(Encoding.UTF8.GetBytes(
        $$"""{"participant":"{{Id}}","key":"{{Id}}","beacons":[{"viewing":"{{Id}}","interval":"6f1e3a52-0000-4000-8000-000000000000","seconds":1}]}""")).ShouldBeNull();

    [Fact]
    public void Cuts_names_to_show() => MessageRules.NameOf(" \u0007Bob" + new string('b', 200), "bob").ShouldBe("Bob" + new string('b', 96));

    [Fact]
    public void Creates_ids_that_differ()
    {
        var ids = Enumerable.Range(0, 1000).Select(_ => Ids.New()).ToList();

        ids.ShouldBeUnique();
        ids.ShouldAllBe(id => MessageRules.IsId(id));
    }

    private static ReadResult Read(string frame) => MessageReader.Read(Encoding.UTF8.GetBytes(frame));
}
