using System.Net;
using static Onair.Tests.Unit.Webhook.Reviews;

namespace Onair.Tests.Unit.Webhook;

[Collection(WebhookHost.Alone)]
public sealed class StoppingTests
{
    [Fact]
    public async Task It_answers_until_no_proxy_asks_it_any_more()
    {
        await using var webhook = await WebhookHost.ReadyAsync();

        var end = webhook.StopAsync();

        await WebhookHost.UntilAsync(async () => await webhook.StatusAsync("/readyz") == HttpStatusCode.ServiceUnavailable);
        (await webhook.PlainAsync("/readyz")).Text.ShouldBe("stopping");
        (await webhook.PostAsync("/validate/livestreams", WebhookHost.Json(Review(Create(Stream()))))).Status.ShouldBe(HttpStatusCode.OK);
        end.IsCompleted.ShouldBeFalse();
        await WebhookHost.UntilAsync(() =>
        {
            webhook.Time.Advance(TimeSpan.FromSeconds(5));
            return Task.FromResult(end.IsCompleted);
        });
    }
}
