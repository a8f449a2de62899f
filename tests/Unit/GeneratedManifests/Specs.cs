using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Api.ArchiveSplits;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Tests.Manifests;
using Onair.Tests.Unit.Manifests;
using Onair.VideoActions;

namespace Onair.Tests.Unit.GeneratedManifests;

/// <summary>Generated specs, as the operator reads them.</summary>
internal sealed class Specs(int seed)
{
    private const int MostRepairs = 20;
    private readonly ManifestGenerator _streams = new(GeneratedCrds.Of("LiveStream"), seed);
    private readonly ManifestGenerator _splits = new(GeneratedCrds.Of("ArchiveSplit"), seed);
    private readonly ManifestGenerator _providers = new(GeneratedCrds.Of("MediaProvider"), seed);

    /// <summary>For the choices that a test makes itself.</summary>
    public Random Random { get; } = new(seed);

    public ManifestGenerator Streams => _streams;

    public ManifestGenerator Providers => _providers;

    public ManifestGenerator Splits => _splits;

    public static ArchiveSplit ReadSplit(JsonObject manifest) => manifest.Deserialize(OnairJsonContext.Default.ArchiveSplit)!;

    public static LiveStreamSpec Read(JsonObject manifest) => manifest.Deserialize(OnairJsonContext.Default.LiveStream)!.Spec;

    public static MediaProviderSpec ReadProvider(JsonObject manifest) => manifest.Deserialize(OnairJsonContext.Default.MediaProvider)!.Spec;

    /// <summary>A provider whose rules some streams break and the smallest one keeps; null, for no rules, as often.</summary>
    public MediaProviderSpec? AnyProvider()
    {
        if (Random.Next(2) == 0) return null;
        while (true)
        {
            var provider = ReadProvider(_providers.Valid());
            var smallest = new LiveStreamSpec { ProviderRef = new() { Name = "p" }, CostGuard = new() { MaxRunDuration = provider.StreamLimits?.MaxRunDuration } };
            if (MediaProviderRules.Check(provider.Case()).Count == 0 && LiveStreamRules.Check(new(smallest) { Provider = provider }).Count == 0) return provider;
        }
    }

    /// <summary>A spec that a rule refuses.</summary>
    public LiveStreamSpec Refused(MediaProviderSpec? provider)
    {
        while (true)
            if (Read(Named(_streams.Valid())) is var spec && LiveStreamRules.Check(new(spec) { Provider = provider }).Count > 0)
                return spec;
    }

    /// <summary>A spec that schema and rules accept.</summary>
    public LiveStreamSpec Accepted(MediaProviderSpec? provider)
    {
        while (true)
            if (Accepted(Fitted(_streams.Valid()), provider) is { } spec)
                return spec;
    }

    /// <summary>An edit between specs that schema and rules accept, each by itself.</summary>
    public (LiveStreamSpec Before, LiveStreamSpec After) Edit(MediaProviderSpec? provider)
    {
        while (true)
        {
            var edit = _streams.Edit();
            if (Accepted(Fitted(edit.Before), provider) is { } before && Accepted(Fitted(edit.After), provider) is { } after) return (before, after);
        }
    }

    private JsonObject Fitted(JsonObject manifest)
    {
        if (Random.Next(4) > 0) Plausible.Fit(manifest, Random);
        return manifest;
    }

    private static LiveStreamSpec? Accepted(JsonObject manifest, MediaProviderSpec? provider)
    {
        Named(manifest);
        // No repair by taking out helps a limit that everybody must have.
        if (provider?.StreamLimits?.MaxRunDuration is { } limit) manifest["spec"]!["costGuard"] = new JsonObject { ["maxRunDuration"] = limit };
        for (var i = 0; i < MostRepairs; i++)
        {
            var spec = Read(manifest);
            if (LiveStreamRules.Check(new(spec) { Provider = provider }) is not { Count: > 0 } violations) return spec;
            Repair.TakeOut(manifest, [.. violations.Select(v => v.Field)]);
        }

        return null;
    }

    // What the webhook fills in.
    private static JsonObject Named(JsonObject manifest)
    {
        manifest["spec"]!["providerRef"] ??= new JsonObject { ["name"] = "production" };
        return manifest;
    }
}
