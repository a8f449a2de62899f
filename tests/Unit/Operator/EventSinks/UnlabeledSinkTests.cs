using Onair.Api.Common;
using Onair.Kubernetes.Secrets;
using Onair.Tests.Unit.Events.Delivery;

namespace Onair.Tests.Unit.Operator.EventSinks;

/// <summary>A receiver gets no Secret as a token that nobody has granted to Onair.</summary>
public sealed class UnlabeledSinkTests
{
    [Fact]
    public async Task A_token_without_the_label_is_not_sent_and_the_sink_says_how_to_label_it()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var rig = SinkRig.Create();
        rig.Cluster.Secret("payroll", "token", "precious", isLabeled: false);
        rig.Cluster.Apply("a", new { url = receiver.Url, tokenSecretRef = new { name = "payroll" } });
        rig.Outbox.Add("show", "demo/a");

        await rig.ReconcileAsync("a");
        await SinkRig.UntilAsync(() => rig.Status("a").Conditions.Any(c => c is { Type: ConditionTypes.Stalled, Status: ConditionStatus.True, Reason: "SecretNotReadable" }));
        rig.Status("a").Conditions.Single(c => c.Type == ConditionTypes.Stalled).Message.ShouldBe(
            $"spec.tokenSecretRef: {SecretLabel.Refusal("demo", "payroll")}. Events wait.");
        receiver.Requests.ShouldBeEmpty();
    }
}
