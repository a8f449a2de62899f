namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>The AWS resources of a stream, in the order in which they are created. Deletion goes the other way.</summary>
internal enum ResourceKind
{
    /// <summary>The addresses that may push; push inputs only.</summary>
    InputSecurityGroup,

    /// <summary>The SSM parameters with the passwords of the sources; pull inputs with credentials only.</summary>
    SourceCredentials,
    Input,
    PackageChannel,
    PackageEndpoint,

    /// <summary>The stream's behaviour in the provider's distribution; only when it is declared.</summary>
    Behaviour,
    Channel,
}
