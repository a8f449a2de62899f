using Onair.Api.BroadcastSites;
using Onair.Api.Rules;

namespace Onair.Webhook.BroadcastSites;

/// <summary>What is allowed but deserves a warning when the spec changes.</summary>
internal static class BroadcastSiteWarnings
{
    private static readonly Func<BroadcastSiteSpec, IEnumerable<string>>[] List = [Insecure, OpenAndAutomatic];

    public static IReadOnlyList<string> Of(Edit<BroadcastSite> edit) => edit.SpecChanged ? [.. List.SelectMany(warning => warning(edit.After.Spec))] : [];

    // getUserMedia needs a secure context (https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia), which localhost is.
    private static IEnumerable<string> Insecure(BroadcastSiteSpec spec) =>
        from origin in spec.AllowedOrigins.Select((text, i) => (Text: text, Position: i))
        where origin.Text.StartsWith("http://", StringComparison.Ordinal) && !IsLocal(origin.Text)
        select Sentence.WithEnd($"spec.allowedOrigins[{origin.Position}]: \"{origin.Text}", "\" is not https: browsers give its pages no camera");

    private static IEnumerable<string> OpenAndAutomatic(BroadcastSiteSpec spec)
    {
        if (spec is { Auth.Open: true, Consent: SiteConsent.Automatic }) yield return "spec.consent: Automatic with auth.open lets any visitor of the site watch every broadcast";
    }

    private static bool IsLocal(string origin) => Uri.TryCreate(origin, UriKind.Absolute, out var url) && url.IsLoopback;
}
