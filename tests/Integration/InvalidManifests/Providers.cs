using Onair.Api.MediaProviders;

namespace Onair.Tests.Integration.InvalidManifests;

/// <summary>The providers that the manifests name.</summary>
internal static class Providers
{
    /// <summary>Their names are in the manifests, so that there is one of each at a time.</summary>
    public static IReadOnlyDictionary<string, StreamLimitsSpec?> Limits { get; } = new Dictionary<string, StreamLimitsSpec?>
    {
        ["emulator"] = null,
        ["limited"] = new() { MaxHeight = 720, MaxBitrate = 3_000_000, MaxRunDuration = "12h" },
    };
}
