using Onair.Api.Rules;
using Onair.Guard;

namespace Onair.Api.EventSinks;

/// <summary>Rules for the URL of a receiver.</summary>
internal static class UrlRules
{
    private const string Field = "spec.url";
    private static readonly HashSet<string> Schemes = new(StringComparer.Ordinal) { "http", "https" };

    public static IEnumerable<Violation> Url(EventSinkCase sink)
    {
        var url = sink.Sink.Spec.Url;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !Schemes.Contains(uri.Scheme)) yield return Wrong(url, "must be an absolute http or https URL");
        else if (uri.UserInfo.Length > 0) yield return Wrong(url, "must not contain a user name or password: use tokenSecretRef");
        else if (uri.Fragment.Length > 0) yield return Wrong(url, "must not contain a fragment, because fragments are never sent");
    }

    public static IEnumerable<Violation> Public(EventSinkCase sink)
    {
        // One violation for each URL is enough.
        if (sink.AllowedCidrs is not { } allowed || Url(sink).Any()) yield break;
        if (GuardedUrl.Check(sink.Sink.Spec.Url, Schemes, allowed) is { } rule)
            yield return Wrong(sink.Sink.Spec.Url, $"{rule}; events.allowedCidrs of the chart can allow private addresses");
    }

    private static Violation Wrong(string url, string rule) => new(Field, SourceUrls.WithoutUser(url), rule);
}
