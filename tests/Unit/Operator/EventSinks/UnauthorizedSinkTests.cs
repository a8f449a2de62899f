using Onair.Api.Common;
using Onair.Tests.Unit.Events.Delivery;

namespace Onair.Tests.Unit.Operator.EventSinks;

/// <summary>A receiver that refuses the token.</summary>
public sealed class UnauthorizedSinkTests
{
    [Fact]
    public async Task A_sink_without_events_says_so()
    {
        await using var rig = SinkRig.Create();
        rig.Cluster.Apply("hooks", new { url = "http://127.0.0.1:9" });

        await SinkRig.UntilAsync(() => rig.Status("hooks").Conditions.Count > 0);

        Of(rig, ConditionTypes.Ready).ShouldBe("True NoEvents No events yet.");
    }

    [Fact]
    public async Task A_wrong_token_is_Stalled_at_the_first_refusal_and_a_new_one_is_tried_at_once()
    {
        await using var receiver = await Receiver.StartAsync((r, _) => Task.FromResult(r.Headers.GetValueOrDefault("Authorization") == "Bearer right" ? 200 : 401));
        // The next attempt is an hour away.
        await using var rig = SinkRig.Create(o => (o.FirstRetrySeconds, o.LongestRetrySeconds) = (3600, 3600));
        rig.Cluster.Secret("token", "token", "wrong");
        rig.Cluster.Apply("hooks", new { url = receiver.Url, tokenSecretRef = new { name = "token" } });
        rig.Outbox.Add("show", "demo/hooks");

        await SinkRig.UntilAsync(() => Of(rig, ConditionTypes.Stalled).StartsWith("True", StringComparison.Ordinal));

        Of(rig, ConditionTypes.Stalled).ShouldStartWith("True Unauthorized The receiver answered 401. Correct the token in Secret \"token\" (spec.tokenSecretRef).");
        Of(rig, ConditionTypes.Ready).ShouldStartWith("False Unauthorized");
        rig.Status("hooks").LastError!.Code.ShouldBe(401);

        rig.Cluster.Secret("token", "token", "right");

        await SinkRig.UntilAsync(() => rig.Outbox.All.Count == 0);
        await SinkRig.UntilAsync(() => Of(rig, ConditionTypes.Ready) == "True Ready Events are delivered.");
        Of(rig, ConditionTypes.Stalled).ShouldStartWith("False");
        rig.Status("hooks").DeadLetters.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refusal_is_known_after_a_restart()
    {
        await using var receiver = await Receiver.StartAsync(403);
        await using var rig = SinkRig.Create(o => (o.FirstRetrySeconds, o.LongestRetrySeconds) = (3600, 3600));
        rig.Cluster.Apply("hooks", new { url = receiver.Url });
        rig.Outbox.Add("show", "demo/hooks");
        await SinkRig.UntilAsync(() => Of(rig, ConditionTypes.Stalled).StartsWith("True Unauthorized", StringComparison.Ordinal));
        await rig.StopAsync();
        receiver.Answer = async (_, context) =>
        {
            await context.RequestAborted.WhenCancelled();
            return 0;
        };

        await rig.RestartAsync();
        await rig.ReconcileAsync("hooks");

        Of(rig, ConditionTypes.Stalled).ShouldStartWith("True Unauthorized The receiver answered 403. Set spec.tokenSecretRef or spec.signingSecretRef.");
    }

    [Fact]
    public async Task An_edited_spec_forgets_what_the_former_receiver_refused()
    {
        await using var receiver = await Receiver.StartAsync((_, context) => Task.FromResult(context.Request.Path.Value!.EndsWith("/right", StringComparison.Ordinal) ? 200 : 404));
        await using var rig = SinkRig.Create(o => (o.FirstRetrySeconds, o.LongestRetrySeconds) = (3600, 3600));
        rig.Cluster.Apply("hooks", new { url = $"{receiver.Url}/wrong" });
        rig.Outbox.Add("show", "demo/hooks");
        await SinkRig.UntilAsync(() => Of(rig, ConditionTypes.Stalled).StartsWith("True Refused The receiver answered 404.", StringComparison.Ordinal));

        rig.Cluster.Apply("hooks", new { url = $"{receiver.Url}/right" });

        await SinkRig.UntilAsync(() => rig.Outbox.All.Count == 0);
        await SinkRig.UntilAsync(() => Of(rig, ConditionTypes.Ready) == "True Ready Events are delivered.");
    }

    private static string Of(SinkRig rig, string type) =>
        rig.Status("hooks").Conditions.FirstOrDefault(c => c.Type == type) is { } condition ? $"{condition.Status} {condition.Reason} {condition.Message}" : "";
}
