using System.Text.Json.Serialization;

namespace Onair.Emulator.Media.Packaging;

/// <summary>What must be known to serve an endpoint again after a restart, besides its segments.</summary>
internal sealed record EndpointState(PackageEndpoint Endpoint, int TargetDuration, IReadOnlyList<Variant> Variants);

[JsonSerializable(typeof(EndpointState))]
[JsonSerializable(typeof(Segment))]
internal sealed partial class PackagingJson : JsonSerializerContext;
