namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>The AWS resources of a stream, in the order in which they are created. Deletion goes the other way.</summary>
internal enum ResourceKind
{
    InputSecurityGroup,
    Input,
    PackageChannel,
    PackageEndpoint,
    Channel,

    /// <summary>The stream's behaviour in the provider's distribution; only when it is declared.</summary>
    Behaviour,
}
