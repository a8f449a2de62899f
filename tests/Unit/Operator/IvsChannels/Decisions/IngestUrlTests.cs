using Onair.Operator.IvsChannels.Decisions;

namespace Onair.Tests.Unit.Operator.IvsChannels.Decisions;

public sealed class IngestUrlTests
{
    [Theory]
    [InlineData("a1b2c3.global-contribute.live-video.net", "rtmps://a1b2c3.global-contribute.live-video.net:443/app/sk_key")]
    [InlineData("emulator.media.svc:8443", "rtmps://emulator.media.svc:8443/app/sk_key")]
    [InlineData("rtmp://127.0.0.1:1935", "rtmp://127.0.0.1:1935/app/sk_key")]
    [InlineData("rtmp://127.0.0.1:1935/app/", "rtmp://127.0.0.1:1935/app/sk_key")]
    [InlineData("rtmps://emulator.media.svc/ivs", "rtmps://emulator.media.svc:443/ivs/sk_key")]
    [InlineData("[2001:db8::1]", "rtmps://[2001:db8::1]:443/app/sk_key")]
    [InlineData("[2001:db8::1]:4443", "rtmps://[2001:db8::1]:4443/app/sk_key")]
    public void The_URL_to_push_to_is_made_of_the_endpoint_and_the_key(string endpoint, string url) => IngestUrl.Of(endpoint, "sk_key").ShouldBe(url);
}
