using Amazon.Runtime.Internal;

namespace Onair.Aws.Clients;

/// <summary>What AWSSDK.Core puts into the user agent and the telemetry of a service's calls.</summary>
internal sealed class RestServiceMetadata(string serviceId) : IServiceMetadata
{
    public string ServiceId => serviceId;

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
