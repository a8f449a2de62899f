using Onair.Api.BroadcastSites;
using Onair.Api.Common;
using Onair.Api.Rules;
using Onair.Events.Transitions;
using Onair.Kubernetes.Events;
using Onair.Operator.BroadcastSites;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.BroadcastSites;

public sealed class DecideBroadcastSiteTests
{
    private static readonly BroadcastSiteView Known = new() { Status = new(), HasService = true, HasFinalizer = true, Now = default };
    private static readonly SignalingSite Served = new(0, 0, "/embed/1/embed.js", "sha384-x", null);

    [Fact]
    public void Asks_the_service_once_in_a_round()
    {
        DecideBroadcastSite.Next(Known).ShouldBeOfType<BroadcastSiteStep.Ask>();
        DecideBroadcastSite.Next(Known with { Seen = new(Served, []) }).ShouldBeOfType<Settle>();
    }

    [Fact]
    public void A_deleted_site_needs_no_answer() =>
        DecideBroadcastSite.Next(Known with { Deleting = true }).ShouldBeOfType<RemoveFinalizer>();

    [Fact]
    public void Says_why_a_site_is_not_served()
    {
        EndOf(Known with { Violations = [new Violation("spec.auth", null, "must be one")] }).ShouldBe(("Stall", "Invalid"));
        EndOf(Known with { HasService = false }).ShouldBe(("Stall", "NoSignaling"));
        EndOf(Known with { Seen = new(null, [], "HTTP 503") }).ShouldBe(("Unsure", "NoAnswer"));
        EndOf(Known with { Seen = new(null, []) }).ShouldBe(("Wait", "NotServedYet"));
        // A former service names no reason.
        EndOf(Known with { Seen = new(Served with { Problem = "Secret \"keys\" has no key \"secret\"." }, []) }).ShouldBe(("Wait", "SecretMissing"));
        EndOf(Known with { Seen = new(Served with { Problem = "It has no label", Reason = "SecretNotReadable" }, []) }).ShouldBe(("Stall", "SecretNotReadable"));
        EndOf(Known with { Seen = new(Served with { Problem = "5 bytes", Reason = "SecretTooShort" }, []) }).ShouldBe(("Stall", "SecretTooShort"));
    }

    [Fact]
    public void Events_of_a_former_site_of_the_same_name_are_counted_but_not_sent()
    {
        var created = new DateTimeOffset(2027, 5, 4, 9, 0, 0, TimeSpan.Zero);
        var site = new BroadcastSite { Metadata = new() { Name = "studio", NamespaceProperty = "web", CreationTimestamp = created.UtcDateTime }, Spec = new() };
        var view = Known with { Seen = new(Served, [Happened(6, created.AddMinutes(-1)), Happened(7, created.AddSeconds(2))]), Now = created.AddSeconds(5) };

        var status = BroadcastSiteOutcome.After(view, new Settle(), site, "https://live.example.com");

        (status.EventsRecorded, status.Happened.Single().Number).ShouldBe((7, 7));
        status.Conditions.Single(c => c.Type == ConditionTypes.Ready).Status.ShouldBe(ConditionStatus.True);
        (status.Endpoints!.Script, status.Endpoints.Socket).ShouldBe(("https://live.example.com/embed/1/embed.js", "wss://live.example.com/v1/sites/web/studio/socket"));
    }

    [Fact]
    public void A_site_that_breaks_a_newer_rule_goes_on_and_says_so_once()
    {
        var site = new BroadcastSite { Metadata = new() { Name = "studio", NamespaceProperty = "web" }, Spec = new() };
        var view = Known with { Spared = [new Violation("spec.api.tokenSecretRef", "site/secret", "is also the key")], Seen = new(Served, []) };

        var status = BroadcastSiteOutcome.After(view, new Settle(), site, "https://live.example.com");

        status.Phase.ShouldBe("Ready");
        const string Message = "spec.api.tokenSecretRef: Invalid value: \"site/secret\": is also the key";
        status.Conditions.Single(c => c.Type == ConditionTypes.Deprecated).Message.ShouldBe(Message);
        SiteChanges.Between(new(), status).Select(c => c.Announcement).ShouldBe([new(EventType.Warning, "Deprecated", Message)]);
        SiteChanges.Between(status, status).ShouldBeEmpty();
        BroadcastSiteOutcome.After(view with { Status = status, Spared = [] }, new Settle(), site, "https://live.example.com")
            .Conditions.ShouldNotContain(c => c.Type == ConditionTypes.Deprecated);
    }

    [Fact]
    public void A_service_that_does_not_answer_changes_nothing_that_was_known()
    {
        var known = new BroadcastSiteStatus { Broadcasts = 2, Viewers = 5, EventsRecorded = 7, Endpoints = new() { Api = "https://live.example.com/v1/sites/web/studio" } };
        var site = new BroadcastSite { Metadata = new() { Name = "studio", NamespaceProperty = "web" }, Spec = new(), Status = known };
        var view = Known with { Status = known, Seen = new(null, [], "it cannot be reached") };

        var status = BroadcastSiteOutcome.After(view, new Unsure("NoAnswer", "?"), site, "https://live.example.com");

        (status.Broadcasts, status.Viewers, status.EventsRecorded, status.Endpoints).ShouldBe((2, 5, 7, known.Endpoints));
        (status.Phase, status.Conditions.Single(c => c.Type == ConditionTypes.Ready).Status).ShouldBe(("Unknown", ConditionStatus.Unknown));
    }

    private static SiteHappening Happened(long number, DateTimeOffset at) => new(number, "started", at, "b", "alice", null, null, null);

    private static (string Kind, string Reason) EndOf(BroadcastSiteView view) => DecideBroadcastSite.Next(view) switch
    {
        Stall stall => ("Stall", stall.Reason),
        Unsure unsure => ("Unsure", unsure.Reason),
        Wait wait => ("Wait", wait.Reason),
        var other => (other.ToString(), ""),
    };
}
