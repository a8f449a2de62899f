using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Onair.Api;
using Onair.Api.HlsBroadcasts;
using Onair.Api.LiveStreams;
using Onair.Gateway.Requests;
using Onair.Hosting.Settings;

namespace Onair.Gateway;

/// <summary>Validated settings of the stream API: configuration section <c>StreamApi</c>, environment <c>StreamApi__…</c>.</summary>
public sealed record StreamApiSettings
{
    // A misspelled field would silently be lacking in every new stream.
    private static readonly OnairJsonContext Strict =
        new(new JsonSerializerOptions(OnairJsonContext.Default.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow });

    private static readonly LiveStreamSpec UsualTemplate = new() { Input = new() { Redundancy = InputRedundancy.Standard } };

    /// <summary>Name of the configuration section.</summary>
    public const string Section = "StreamApi";

    /// <summary>Where clients call it, without TLS: an Ingress or a Gateway terminates it.</summary>
    public int Port { get; init; } = 8082;

    /// <summary>The one namespace that is served; null for all.</summary>
    public string? WatchNamespace { get; init; }

    /// <summary>The namespaces whose Secrets the gateway may use: API keys, stream keys and meetings; empty for those that are served.</summary>
    public IReadOnlyList<string> KeyNamespaces { get; init; } = [];

    /// <summary>The namespaces in which to look for Secrets; null for all.</summary>
    public IReadOnlyList<string?> SecretNamespaces => KeyNamespaces.Count > 0 ? [.. KeyNamespaces] : [WatchNamespace];

    /// <summary>Whether the Secrets that streams name must have the label <c>onair.dev/readable=true</c>.</summary>
    public bool RequireSecretLabel { get; init; } = true;

    /// <summary>The namespace of callers whose token belongs to no namespace.</summary>
    public string DefaultNamespace { get; init; } = "default";

    /// <summary>Who tokens must be for; empty for the API server's own audiences.</summary>
    public IReadOnlyList<string> Audiences { get; init; } = [];

    /// <summary>The longest body in bytes.</summary>
    public int BodyLimit { get; init; } = 64 * 1024;

    /// <summary>How long <c>?wait=</c> may ask to wait, in seconds.</summary>
    public int LongestWaitSeconds { get; init; } = 300;

    /// <summary>Requests per second of a caller, unless its key says otherwise.</summary>
    public double RequestsPerSecond { get; init; } = 20;

    /// <summary>Requests that a caller may send at once, after a pause.</summary>
    public int Burst { get; init; } = 40;

    /// <summary>How long the answer to a TokenReview is used.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the answer to a SubjectAccessReview is used.</summary>
    public TimeSpan AccessLifetime { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>TokenReviews per second, so that invalid tokens do not flood the API server.</summary>
    public double TokenReviewsPerSecond { get; init; } = 50;

    /// <summary>The spec that all streams made by the stream API have in common; two pipelines, unless it says otherwise.</summary>
    public LiveStreamSpec Template { get; init; } = UsualTemplate;

    /// <summary>The spec that all S3 broadcasts made by the stream API have in common.</summary>
    public HlsBroadcastSpec BroadcastTemplate { get; init; } = new();

    /// <summary>Reads the settings; null when the stream API is off. <paramref name="all"/> collects the errors in them.</summary>
    public static StreamApiSettings? Read(SettingsReader all)
    {
        var settings = all.In(Section);
        if (!settings.Flag("Enabled", fallback: false)) return null;
        var usual = new StreamApiSettings();
        return new()
        {
            Port = settings.Port(nameof(Port), usual.Port),
            WatchNamespace = NamespaceOf(settings, nameof(WatchNamespace)),
            KeyNamespaces = [.. settings.Texts(nameof(KeyNamespaces), TextRules.Namespace).Distinct(StringComparer.Ordinal)],
            RequireSecretLabel = settings.Flag(nameof(RequireSecretLabel), usual.RequireSecretLabel),
            DefaultNamespace = NamespaceOf(settings, nameof(DefaultNamespace)) ?? usual.DefaultNamespace,
            Audiences = settings.Texts(nameof(Audiences)),
            BodyLimit = settings.Number(nameof(BodyLimit), usual.BodyLimit, 1024, 1024 * 1024),
            LongestWaitSeconds = settings.Number(nameof(LongestWaitSeconds), usual.LongestWaitSeconds, 0, 3600),
            RequestsPerSecond = settings.Amount(nameof(RequestsPerSecond), usual.RequestsPerSecond, 1_000_000),
            Burst = settings.Number(nameof(Burst), usual.Burst, 1, 100_000),
            TokenLifetime = TimeSpan.FromSeconds(settings.Number("TokenSeconds", (int)usual.TokenLifetime.TotalSeconds, 0, 60)),
            AccessLifetime = TimeSpan.FromSeconds(settings.Number("AccessSeconds", (int)usual.AccessLifetime.TotalSeconds, 0, 10)),
            Template = TemplateOf(settings, nameof(Template), "a LiveStream", Strict.LiveStreamSpec, WithTwoPipelines) ?? usual.Template,
            BroadcastTemplate = BroadcastTemplateOf(settings) ?? usual.BroadcastTemplate,
            TokenReviewsPerSecond = settings.Amount(nameof(TokenReviewsPerSecond), usual.TokenReviewsPerSecond, 10_000),
        };
    }

    private static HlsBroadcastSpec? BroadcastTemplateOf(SettingsReader settings)
    {
        var template = TemplateOf(settings, nameof(BroadcastTemplate), "an HlsBroadcast", Strict.HlsBroadcastSpec);
        if (template?.Credentials.SecretName is { } name)
            settings.Wrong(nameof(BroadcastTemplate), name, "must not have credentials.secretName: each broadcast has a Secret of its own");
        return template;
    }

    private static T? TemplateOf<T>(SettingsReader settings, string setting, string kind, JsonTypeInfo<T> type, Action<JsonObject>? complete = null)
        where T : class
    {
        if (settings.Text(setting) is not { } text) return null;
        try
        {
            if (JsonNode.Parse(text) is JsonObject json)
            {
                complete?.Invoke(json);
                return json.Deserialize(type);
            }
            settings.Wrong(setting, text, "must be a JSON object");
        }
        catch (JsonException e)
        {
            settings.Wrong(setting, text, $"must be the spec of {kind} as JSON: {e.Message}");
        }
        return null;
    }

    private static void WithTwoPipelines(JsonObject stream)
    {
        if (stream["input"] is null) stream["input"] = new JsonObject();
        if (stream["input"] is JsonObject input && input["redundancy"] is null) input["redundancy"] = nameof(InputRedundancy.Standard);
    }

    private static string? NamespaceOf(SettingsReader settings, string name)
    {
        var text = settings.Text(name);
        if (text is not null && TextRules.Namespace(text) is { } rule) settings.Wrong(name, text, rule);
        return text;
    }
}
