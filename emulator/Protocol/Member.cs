using Onair.Aws.ServiceModels;

namespace Onair.Emulator.Protocol;

/// <summary>Where a member of a structure travels in an HTTP message.</summary>
internal enum MemberLocation
{
    Body,
    Uri,
    QueryString,
    Header,
}

/// <summary>A member of a structure, the item of a list or the value of a map.</summary>
/// <param name="WireName">Name on the wire.</param>
/// <param name="Shape">Name of the member's shape.</param>
/// <param name="Location">Where it travels.</param>
internal sealed record Member(string WireName, string Shape, MemberLocation Location)
{
    public static Member Of(string name, ShapeReference reference) => new(
        reference.LocationName ?? name,
        reference.Shape,
        reference.Location switch
        {
            "uri" => MemberLocation.Uri,
            "querystring" => MemberLocation.QueryString,
            "header" => MemberLocation.Header,
            _ => MemberLocation.Body,
        });
}
