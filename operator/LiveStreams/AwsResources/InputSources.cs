using Amazon.MediaLive.Model;
using Onair.Api.LiveStreams;

namespace Onair.Operator.LiveStreams.AwsResources;

/// <summary>The sources of a pull input: what is declared, and how MediaLive's differ from them.</summary>
internal static class InputSources
{
    /// <summary>MediaLive's limit: one source for each pipeline.</summary>
    public const int Most = 2;

    /// <summary>For each of <see cref="ChannelFieldTable.OfSource"/>, whether the source with this number is as declared.</summary>
    public static IReadOnlyDictionary<string, Func<StreamContext, int, InputSource?, bool>> AsDeclared { get; } =
        new Dictionary<string, Func<StreamContext, int, InputSource?, bool>>(StringComparer.Ordinal)
        {
            ["url"] = (context, i, have) => SpecOf(context, i)?.Url == have?.Url,
            ["credentialsSecretRef"] = (context, i, have) => SpecOf(context, i) is not { } want || LogsIn(context, want, have, i),
        };

    /// <summary>The name of the SSM parameter with a source's password.</summary>
    public static string PasswordParameter(string credentialsId, int index) => $"{credentialsId}/{index}";

    /// <summary>Whether the spec declares credentials for the source with this number.</summary>
    public static bool HasPassword(StreamContext context, int index) =>
        SpecOf(context, index)?.CredentialsSecretRef is not null;

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

    /// <summary>The paths of the fields that MediaLive has otherwise. A user name that was not read from its Secret is not compared.</summary>
    public static IReadOnlyList<string> Differences(StreamContext context, IReadOnlyList<InputSource>? actual) =>
    [
        .. from i in Enumerable.Range(0, Math.Max(context.Stream.Spec.Input.Sources?.Count ?? 0, actual?.Count ?? 0))
           from field in AsDeclared
           where !field.Value(context, i, actual?.ElementAtOrDefault(i))
           select ChannelFieldTable.SourcePath(i, field.Key),
    ];

    private static InputSourceSpec? SpecOf(StreamContext context, int index) => context.Stream.Spec.Input.Sources?.ElementAtOrDefault(index);

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
