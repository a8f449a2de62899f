using Onair.Api.MediaProviders;

namespace Onair.Tests.Integration.InvalidManifests;

/// <summary>A provider that the manifests name. Its name is in them, so that there is one of each at a time.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Limits">What its streams may declare.</param>
/// <param name="MediaConvert">How it converts.</param>
internal sealed record Providers(string Name, StreamLimitsSpec? Limits = null, MediaConvertSpec? MediaConvert = null)
{
    public static IReadOnlyList<Providers> All { get; } =
    [
        new("emulator"),
        new("limited", Limits: new() { MaxHeight = 720, MaxBitrate = 3_000_000, MaxRunDuration = "12h" }),
        new("converting", MediaConvert: new() { RoleArn = "arn:aws:iam::000000000000:role/MediaConvert" }),
    ];
}
