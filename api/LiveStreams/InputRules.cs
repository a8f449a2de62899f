using Onair.Api.Common;

namespace Onair.Api.LiveStreams;

/// <summary>The rules of an input that its schema cannot say.</summary>
internal static class InputRules
{
    public static IEnumerable<Violation> Check(InputSpec input) =>
        input.Type == InputType.RtmpPush ? Push(input) : Pull(input);

    private static IEnumerable<Violation> Push(InputSpec input)
    {
        if (input.Sources is not null)
            yield return new("spec.input.sources", $"{input.Sources.Count} sources", "are for RtmpPull and UrlPull; an RtmpPush input fetches nothing");
    }

    private static IEnumerable<Violation> Pull(InputSpec input)
    {
        var (sources, pipelines) = (input.Sources ?? [], input.Redundancy.Pipelines());
        if (sources.Count != pipelines)
            yield return new(
                "spec.input.sources", $"{sources.Count} sources", $"{input.Type} with redundancy {input.Redundancy} needs one source for each of {pipelines} pipelines");
        if (input.StreamKeySecretRef is { } key)
            yield return new("spec.input.streamKeySecretRef", key.Name, $"is for RtmpPush; {input.Type} has no stream key");
        for (var i = 0; i < sources.Count; i++)
        {
            var (url, field) = (sources[i].Url, $"spec.input.sources[{i}].url");
            string[] schemes = input.Type == InputType.RtmpPull ? ["rtmp", "rtmps"] : ["http", "https"];
            if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !schemes.Contains(uri.Scheme, StringComparer.Ordinal))
                yield return new(field, SourceUrls.WithoutUser(url), $"must be an absolute {string.Join(" or ", schemes)} URL for {input.Type}");
            else if (uri.UserInfo.Length > 0)
                yield return new(field, SourceUrls.WithoutUser(url), "must not contain a user name or password: use credentialsSecretRef");
        }
    }
}
