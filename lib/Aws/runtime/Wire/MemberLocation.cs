namespace Onair.Aws.Wire;

/// <summary>Where a member travels. <see cref="Payload"/> is the member that is the whole body.</summary>
internal enum MemberLocation
{
    Body,
    Uri,
    Query,
    Header,
    Payload,
    StatusCode,
}
