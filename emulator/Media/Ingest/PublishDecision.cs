using System.Net;

namespace Onair.Emulator.Media.Ingest;

/// <summary>Whether a publisher may push; decided by port, application, stream name and the publisher's address.</summary>
internal static class PublishDecision
{
    /// <summary>The endpoint pushed to; null, with the reason for people, when it is refused.</summary>
    public static (IngestEndpoint? Endpoint, string Reason) Decide(
        IngestTable table, int pipeline, string application, string instance, string address)
    {
        if (table.Find(pipeline, application, instance) is not { } endpoint)
            return (null, "no input has this application and stream name on this port");
        if (!IPAddress.TryParse(address, out var publisher)) return (null, "the publisher's address is not understood");
        if (publisher.IsIPv4MappedToIPv6) publisher = publisher.MapToIPv4();
        return endpoint.AllowedCidrs.Any(cidr => IPNetwork.TryParse(cidr, out var network) && network.Contains(publisher))
            ? (endpoint, "allowed")
            : (null, "no rule of the input's security groups allows the publisher's address");
    }
}
