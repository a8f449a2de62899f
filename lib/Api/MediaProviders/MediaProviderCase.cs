using Onair.Api.Rules;

namespace Onair.Api.MediaProviders;

/// <summary>Everything that the rules of a MediaProvider check.</summary>
/// <param name="Spec">The declared spec.</param>
/// <param name="ActionMap">Violations found by compiling <c>spec.video</c>; empty without it.</param>
public sealed record MediaProviderCase(MediaProviderSpec Spec, IReadOnlyList<Violation> ActionMap)
{
    /// <summary>The recorded status: the region is immutable once it is verified.</summary>
    public MediaProviderStatus Recorded { get; init; } = new();

    /// <summary>The hosts, as <c>host</c> or <c>host:port</c>, that the operator's service account token may be sent to besides AWS's own STS.</summary>
    public IReadOnlyList<string> WebIdentityHosts { get; init; } = [];
}
