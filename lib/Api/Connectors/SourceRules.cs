using Onair.Api.MediaProviders;
using Onair.Api.Rules;
using Onair.Guard;

namespace Onair.Api.Connectors;

/// <summary>Rules for what goes on air.</summary>
internal static class SourceRules
{
    private static readonly HashSet<string> Web = new(StringComparer.Ordinal) { "http", "https" };
    private static readonly HashSet<string> Media = new(StringComparer.Ordinal) { "http", "https", "rtmp", "rtmps", "rtsp", "srt" };

    public static IEnumerable<Violation> One(ConnectorCase connector) => connector.Sources.SelectMany(it => One(it.Field, it.Source));

    public static IEnumerable<Violation> OneUrl(ConnectorCase connector)
    {
        foreach (var (field, source) in connector.Sources)
        {
            foreach (var (name, url) in new[] { ("meeting", source.Meeting), ("url", source.Url) })
            {
                if (url is not null && (url.Url is null) == (url.UrlSecretRef is null))
                    yield return new($"{field}.{name}", url.Url is null ? null : "url, urlSecretRef", "must have exactly one of url and urlSecretRef");
            }
        }
    }

    public static IEnumerable<Violation> Urls(ConnectorCase connector) =>
        Given(connector).Select(it => Wrong(it.Field, it.Url, it.Schemes, it.Hint)).OfType<Violation>();

    public static IEnumerable<Violation> Public(ConnectorCase connector)
    {
        if (connector.AllowedCidrs is not { } allowed) yield break;
        foreach (var (field, url, schemes, hint) in Given(connector))
        {
            // One violation for each URL is enough.
            if (Wrong(field, url, schemes, hint) is null && GuardedUrl.Check(url, schemes, allowed) is { } rule)
                yield return new(field, SourceUrls.WithoutUser(url), $"{rule}; connector.allowedCidrs of the chart can allow private addresses");
        }
    }

    public static IEnumerable<Violation> ChimePipeline(ConnectorCase connector)
    {
        foreach (var (field, source) in connector.Sources.Skip(1))
        {
            if (source.ChimePipeline is { } fallback)
                yield return new($"{field}.chimePipeline", fallback.MeetingArn, "cannot be a fallback: AWS pushes it, not the connector's pod");
        }

        if (connector.Spec is { Source.ChimePipeline: not null, Fallback.Count: var count and > 0 })
            yield return new("spec.fallback", $"{count} sources", "must be empty for a chimePipeline, because AWS pushes it");
        if (connector is { Spec.Source.ChimePipeline: { } chime, Provider: { Aws: null } })
            yield return new("spec.source.chimePipeline.providerRef.name", chime.ProviderRef.Name, "must be a MediaProvider with spec.aws");
    }

    public static IEnumerable<Violation> ProviderNamespace(ConnectorCase connector) =>
        connector.Spec.Source.ChimePipeline is not { ProviderRef.Name: var name } ? []
            : ProviderNamespaces.Check(connector.Provider, connector.Namespace, "spec.source.chimePipeline.providerRef.name", name);

    public static IEnumerable<Violation> Pages(ConnectorCase connector)
    {
        if (connector.Sources.Any(it => it.Source is { Meeting: not null } or { Page: not null })) yield break;
        if (connector.Spec.JoinScript is { } script)
            yield return new("spec.joinScript", script.Name, "is only for a meeting or a page");
        if (connector.Spec.Readiness is { Selector: { } selector })
            yield return new("spec.readiness.selector", selector, "is only for a meeting or a page");
        if (connector.Spec.Readiness is { Text: { } text })
            yield return new("spec.readiness.text", text, "is only for a meeting or a page");
    }

    private static IEnumerable<Violation> One(string field, ConnectorSource source)
    {
        string[] declared =
        [
            .. new (string Name, object? Value)[]
            {
                ("meeting", source.Meeting), ("page", source.Page), ("url", source.Url), ("chimePipeline", source.ChimePipeline), ("colorBars", source.ColorBars),
            }.Where(it => it.Value is not null).Select(it => it.Name),
        ];
        if (declared.Length != 1)
            yield return new(field, declared.Length == 0 ? null : string.Join(", ", declared), "must have exactly one of meeting, page, url, chimePipeline and colorBars");
    }

    private static IEnumerable<(string Field, string Url, HashSet<string> Schemes, string Hint)> Given(ConnectorCase connector)
    {
        foreach (var (field, source) in connector.Sources)
        {
            if (source.Meeting?.Url is { } meeting) yield return ($"{field}.meeting.url", meeting, Web, "use urlSecretRef");
            if (source.Page?.Url is { } page) yield return ($"{field}.page.url", page, Web, "use meeting.urlSecretRef for a page behind a secret URL");
            if (source.Url?.Url is { } url) yield return ($"{field}.url.url", url, Media, "use urlSecretRef");
        }
    }

    private static Violation? Wrong(string field, string url, HashSet<string> schemes, string hint)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !schemes.Contains(uri.Scheme))
            return new(field, SourceUrls.WithoutUser(url), $"must be an absolute URL with one of the schemes {string.Join(", ", schemes.Order(StringComparer.Ordinal))}");
        return uri.UserInfo.Length > 0 ? new(field, SourceUrls.WithoutUser(url), $"must not contain a user name or password: {hint}") : null;
    }
}
