using Amazon.MediaLive.Model;
using Onair.Api.LiveStreams;

namespace Onair.Operator.LiveStreams.AwsResources;

/// <summary>The sources of a pull input: what is declared, and what of it MediaLive has otherwise.</summary>
internal static class InputSources
{
    /// <summary>MediaLive's limit: one for each pipeline.</summary>
    public const int Most = 2;

    /// <summary>The name of the SSM parameter with a source's password.</summary>
    public static string PasswordParameter(string credentialsId, int index) => $"{credentialsId}/{index}";

    /// <summary>Whether the spec declares a source with this number that needs a login.</summary>
    public static bool HasPassword(StreamContext context, int index) =>
        context.Stream.Spec.Input.Sources?.ElementAtOrDefault(index)?.CredentialsSecretRef is not null;

    public static List<InputSourceRequest> Declared(StreamContext context)
    {
        var declared = context.Stream.Spec.Input.Sources ?? [];
        return [.. declared.Select((source, i) => new InputSourceRequest
        {
            Url = source.Url,
            Username = source.CredentialsSecretRef is null ? null : context.Sources.ElementAtOrDefault(i)?.Username,
            PasswordParam = Parameter(context, source, i),
        })];
    }

    /// <summary>A user name that was not read from its Secret is not compared.</summary>
    public static IReadOnlyList<string> Differences(StreamContext context, IReadOnlyList<InputSource>? actual)
    {
        var declared = context.Stream.Spec.Input.Sources ?? [];
        var differences = new List<string>();
        for (var i = 0; i < Math.Max(declared.Count, actual?.Count ?? 0); i++)
        {
            var (want, have, path) = (declared.ElementAtOrDefault(i), actual?.ElementAtOrDefault(i), $"spec.input.sources[{i}]");
            if (want?.Url != have?.Url) differences.Add($"{path}.url");
            if (want is not null && !LogsIn(context, want, have, i)) differences.Add($"{path}.credentialsSecretRef");
        }
        return differences;
    }

    private static bool LogsIn(StreamContext context, InputSourceSpec want, InputSource? have, int index)
    {
        if ((Parameter(context, want, index) ?? "") != (have?.PasswordParam ?? "")) return false;
        if (want.CredentialsSecretRef is null) return string.IsNullOrEmpty(have?.Username);
        return context.Sources.ElementAtOrDefault(index) is not { } known || known.Username == have?.Username;
    }

    private static string? Parameter(StreamContext context, InputSourceSpec source, int index) =>
        source.CredentialsSecretRef is not null && context.Stream.Recorded.Resources.SourceCredentials is { } id
            ? PasswordParameter(id, index)
            : null;
}
