using Onair.Operator.ExternalResources;
using Onair.Operator.LiveStreams.Decisions;

namespace Onair.Operator.LiveStreams.AwsResources;

/// <summary>Observes, creates, updates and deletes one kind of AWS resource. Each call has at most one side effect.</summary>
internal interface IStreamResource
{
    ResourceKind Kind { get; }

    /// <summary>Describes the resource with this id. A missing one may also surface as AWS's NotFound error.</summary>
    Task<ObservedResource> LookAsync(StreamContext context, string id, CancellationToken cancellationToken);

    /// <summary>Searches for a resource with this stream's tag, or with an id that only this stream can have.</summary>
    Task<ObservedResource> FindAsync(StreamContext context, CancellationToken cancellationToken);

    /// <summary>Creates the resource with the recorded idempotency token and returns its id.</summary>
    Task<string> CreateAsync(StreamContext context, string token, CancellationToken cancellationToken);

    /// <summary>Changes the stream's resource to what is declared.</summary>
    Task UpdateAsync(StreamContext context, Owned<ResourceKind> resource, CancellationToken cancellationToken);

    /// <summary>Deletes the stream's resource, or starts its deletion.</summary>
    Task DeleteAsync(StreamContext context, Owned<ResourceKind> resource, CancellationToken cancellationToken);
}
