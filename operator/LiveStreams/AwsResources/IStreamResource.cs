using Onair.Operator.LiveStreams.Decisions;

namespace Onair.Operator.LiveStreams.AwsResources;

/// <summary>How one kind of AWS resource is looked at, created, changed and deleted. Each call is one side effect at most.</summary>
internal interface IStreamResource
{
    ResourceKind Kind { get; }

    /// <summary>Describes the resource with this id. That there is none may also be told by AWS's NotFound error.</summary>
    Task<ObservedResource> LookAsync(StreamContext context, string id, CancellationToken cancellationToken);

    /// <summary>Looks for a resource that carries this stream's tag, or whose id can only be this stream's.</summary>
    Task<ObservedResource> FindAsync(StreamContext context, CancellationToken cancellationToken);

    /// <summary>Creates the resource with the recorded idempotency token and returns its id.</summary>
    Task<string> CreateAsync(StreamContext context, string token, CancellationToken cancellationToken);

    /// <summary>Makes the resource as declared.</summary>
    Task UpdateAsync(StreamContext context, string id, CancellationToken cancellationToken);

    /// <summary>Deletes the resource, or starts its deletion.</summary>
    Task DeleteAsync(StreamContext context, string id, CancellationToken cancellationToken);
}
