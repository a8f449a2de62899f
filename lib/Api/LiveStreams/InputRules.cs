using Onair.Api.Rules;

namespace Onair.Api.LiveStreams;

/// <summary>Rules for the fields of each input type.</summary>
internal static class InputRules
{
    public static IEnumerable<Violation> Sources(LiveStreamCase stream)
    {
        var input = stream.Spec.Input;
        if (input.Type == InputType.RtmpPush)
        {
            if (input.Sources is { } some)
                yield return new("spec.input.sources", $"{some.Count} sources", "are only for RtmpPull and UrlPull; an RtmpPush input has no sources");
        }
        else if (input.Redundancy.Pipelines() is var pipelines && (input.Sources?.Count ?? 0) is var count && count != pipelines)
        {
            yield return new(
                "spec.input.sources", $"{count} sources", $"{input.Type} with redundancy {input.Redundancy} needs {(pipelines == 1 ? "exactly one source" : "two sources, one for each pipeline")}");
        }
    }

    public static IEnumerable<Violation> StreamKey(LiveStreamCase stream)
    {
        if (stream.Spec.Input is { Type: not InputType.RtmpPush, StreamKeySecretRef: { } key } input)
            yield return new("spec.input.streamKeySecretRef", key.Name, $"is only for RtmpPush; {input.Type} has no stream key");
    }

    public static IEnumerable<Violation> Urls(LiveStreamCase stream)
    {
        var input = stream.Spec.Input;
        if (input.Type == InputType.RtmpPush) yield break;
        string[] schemes = input.Type == InputType.RtmpPull ? ["rtmp", "rtmps"] : ["http", "https"];
        var sources = input.Sources ?? [];
        for (var i = 0; i < sources.Count; i++)
        {
            var (url, field) = (sources[i].Url, $"spec.input.sources[{i}].url");
            if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !schemes.Contains(uri.Scheme, StringComparer.Ordinal))
                yield return new(field, SourceUrls.WithoutUser(url), $"must be an absolute {string.Join(" or ", schemes)} URL for {input.Type}");
            else if (uri.UserInfo.Length > 0)
                yield return new(field, SourceUrls.WithoutUser(url), "must not contain a user name or password: use credentialsSecretRef");
        }
    }
}
