using Onair.Api.BroadcastSites;
using Onair.Kubernetes.Secrets;
using Onair.Operator.BroadcastSites;

namespace Onair.Tests.Unit.Docs.Readiness;

internal static class BroadcastSiteReadiness
{
    public static IReadOnlyDictionary<Situation, ReadinessCase> Cases { get; } = new Dictionary<Situation, ReadinessCase>
    {
        [Situation.WrongToken] = Of("the signaling service refuses the operator's token", "nobody knows", new(null, [], "HTTP 401")),
        [Situation.MissingSecret] = Of(
            "the Secret with the signing key does not exist", "no page can connect", new(new(0, 0, null, null, "spec.auth.jwt.secretRef: Secret \"onair-site\" not found"), [])),
        [Situation.UnlabeledSecret] = Of(
            "the Secret with the signing key lacks the label", "no page can connect",
            new(new(0, 0, null, null, $"spec.auth.jwt.secretRef: {SecretLabel.Refusal("demo", "onair-site")}.", SecretLabel.Refused), [])),
        [Situation.NoRoute] = Of("the signaling service cannot be reached", "nobody knows", new(null, [], "it cannot be reached")),
        [Situation.ProviderAway] = Of("the signaling service does not know the site yet", "no page can connect", new(null, [])),
    };

    private static ReadinessCase Of(string what, string truth, SiteObservation seen)
    {
        var view = new BroadcastSiteView { Status = new(), HasService = true, Now = Broken.Now, Seen = seen };
        var site = new BroadcastSite { Metadata = new() { Name = "site", NamespaceProperty = "demo", Generation = 1 } };
        return new(what, truth, false, BroadcastSiteOutcome.After(view, DecideBroadcastSite.Next(view).End(), site, "https://live.example.com").Conditions);
    }
}
