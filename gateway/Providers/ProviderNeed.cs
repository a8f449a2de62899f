using Onair.Api.MediaProviders;

namespace Onair.Gateway.Providers;

/// <summary>What a new resource needs of its MediaProvider.</summary>
/// <param name="Field">The field of the MediaProvider that it must have.</param>
/// <param name="Setting">The gateway's setting that can name the provider.</param>
/// <param name="IsMet">Whether a provider has the field.</param>
internal sealed record ProviderNeed(string Field, string Setting, Func<MediaProviderSpec, bool> IsMet)
{
    /// <summary>Of a stream.</summary>
    public static ProviderNeed Stream { get; } = new("spec.aws", "StreamApi__Template", spec => spec.Aws is not null);

    /// <summary>Of an S3 broadcast.</summary>
    public static ProviderNeed Broadcast { get; } = new("spec.aws.hlsBroadcast", "StreamApi__BroadcastTemplate", spec => spec.Aws?.HlsBroadcast is not null);
}
