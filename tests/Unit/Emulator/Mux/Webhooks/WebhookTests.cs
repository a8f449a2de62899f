using Onair.Emulator.Mux.Webhooks;

namespace Onair.Tests.Unit.Emulator.Mux.Webhooks;

public sealed class WebhookTests
{
    [Fact]
    public void An_event_is_signed_with_the_time_and_its_body() =>
        // printf '%s' '1565220904.{"type":"video.asset.ready"}' | openssl dgst -sha256 -hmac 'my secret'
        WebhookSignature.Of("""{"type":"video.asset.ready"}""", "my secret", DateTimeOffset.FromUnixTimeSeconds(1565220904))
            .ShouldBe("t=1565220904,v1=83cdad83e905b46fcd2f4447855566e21d1900ee7f8c8e94f4d29fb29dc445c2");

    [Fact]
    public void Attempts_go_on_for_most_of_a_day_with_growing_waits_and_end()
    {
        var waits = Enumerable.Range(1, RetrySchedule.MostAttempts).Select(RetrySchedule.After).ToList();
        waits[^1].ShouldBeNull();
        var told = waits.Take(waits.Count - 1).Select(w => w!.Value).ToList();
        told.ShouldBe(told.Order());
        told[0].ShouldBe(10);
        TimeSpan.FromSeconds(told.Sum()).TotalHours.ShouldBeInRange(20, 24);
    }
}
