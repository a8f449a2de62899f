using Onair.Api.MediaProviders;
using Onair.Operator.MediaProviders;
using Onair.Operator.ProviderAccess;

namespace Onair.Tests.Unit.Operator.MediaProviders;

/// <summary>A MediaProvider ends its reconciles as every kind does.</summary>
public sealed class ProviderConditionsTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ProviderCheck Works = new(true, "Verified", "The credentials work.");
    private static readonly ProviderCheck Denied = new(false, "AccessDenied", "AWS refuses the credentials");

    public static TheoryData<string, string, string> Endings => new()
    {
        { "works", "Ready", "Ready=True Verified, Reconciling=False Settled, Stalled=False Settled" },
        { "denied", "Stalled", "Ready=False AccessDenied, Reconciling=False AccessDenied, Stalled=True AccessDenied" },
        // What was known is kept.
        { "silent", "Ready", "Ready=Unknown Unreachable, Reconciling=True Unreachable, Stalled=False Unreachable" },
        { "absent", "Waiting", "Ready=False CredentialsUnusable, Reconciling=True CredentialsUnusable, Stalled=False CredentialsUnusable" },
        { "paused", "Paused", "Ready=False Paused, Reconciling=True Paused, Stalled=False Paused" },
        { "in use", "Deleting", "Ready=False InUse, Reconciling=True InUse, Stalled=False InUse" },
        { "denied, in use", "Stalled", "Ready=False AccessDenied, Reconciling=False AccessDenied, Stalled=True AccessDenied" },
    };

    [Theory]
    [MemberData(nameof(Endings))]
    public void The_conditions_and_the_phase_say_how_it_stands(string what, string phase, string conditions)
    {
        var after = After(what);

        after.Phase.ShouldBe(phase);
        string.Join(", ", after.Conditions.Select(c => $"{c.Type}={c.Status} {c.Reason}")).ShouldBe(conditions);
        after.ObservedGeneration.ShouldBe(what is "silent" or "absent" or "paused" or "in use" ? 1 : 2);
    }

    [Fact]
    public void The_message_of_a_deletion_that_waits_has_both_obstacles() =>
        After("denied, in use").Conditions[0].Message.ShouldBe("AWS refuses the credentials. LiveStream demo/event uses it.");

    private static MediaProviderStatus After(string what)
    {
        ProviderCheck? check = what switch
        {
            "paused" => null,
            "silent" => new(false, ProviderCheck.Unreachable, "no response within 10 s"),
            "absent" => ProviderCheck.Of(new CredentialsException("Secret \"onair/aws\" not found", mayCome: true)),
            _ => what.StartsWith("denied", StringComparison.Ordinal) ? Denied : Works,
        };
        var end = ProviderConditions.End(check, what.Contains("in use", StringComparison.Ordinal) ? "LiveStream demo/event uses it." : null);
        return ProviderConditions.After(new() { Phase = "Ready", ObservedGeneration = 1 }, end, check, 2, Now);
    }
}
