namespace Onair.Gateway.Access;

/// <summary>Decides what a caller may do.</summary>
internal interface IAuthorizer
{
    /// <summary>Whether the caller may do it in a namespace, to the object of that name when there is one.</summary>
    Task<bool> MayAsync(Caller caller, Permission permission, string ns, string? name, CancellationToken cancellationToken);
}
