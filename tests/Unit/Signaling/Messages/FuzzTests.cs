using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Signaling.Messages;

namespace Onair.Tests.Unit.Signaling.Messages;

/// <summary>Messages that no page sends.</summary>
public sealed class FuzzTests
{
    private const int Messages = 10_000;

    [Fact]
    public void Reads_ten_thousand_fuzzed_messages_without_an_exception()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("ONAIR_SEED"), out var given) ? given : 20_260_101;
        var fuzz = new MessageFuzz(seed);
        var valid = 0;
        for (var i = 0; i < Messages; i++)
        {
            var frame = fuzz.Next();
            try
            {
                var read = MessageReader.Read(frame);
                (read.Message is null).ShouldBe(read.Problem is not null);
                if (read.Message is not null) valid++;
                MessageReader.ReadBeacons(frame);
            }
            catch (Exception e) when (e is not ShouldAssertException)
            {
                throw new InvalidOperationException($"ONAIR_SEED={seed}, message {i}: {Encoding.UTF8.GetString(frame)}", e);
            }
        }
        // Fuzz that is never valid does not reach what comes after the reader.
        valid.ShouldBeGreaterThan(Messages / 20);
    }

    [Fact]
    public void Covers_every_type() => MessageFuzz.Types.ShouldBe(MessageRules.All, ignoreOrder: true);

    [Fact]
    public void A_message_that_is_read_survives_its_journey() =>
        JsonSerializer.Deserialize<JsonObject>(JsonSerializer.Serialize(new ServerMessage("candidate") { Candidate = "\u0000\"<" }, SignalingJson.Default.ServerMessage))!["candidate"]!.ToString()
            .ShouldBe("\u0000\"<");
}
