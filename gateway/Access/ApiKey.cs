namespace Onair.Gateway.Access;

/// <summary>An API key, as its Secret describes it. The key itself is not known to the gateway.</summary>
internal sealed record ApiKey
{
    /// <summary>The Secret's namespace: the only one in which the key is valid.</summary>
    public required string Namespace { get; init; }

    /// <summary>The Secret's name.</summary>
    public required string Name { get; init; }

    /// <summary>The ServiceAccount that the key acts for. The key has no right that this account lacks.</summary>
    public required string ServiceAccount { get; init; }

    /// <summary>The allowed verbs: <c>VERB</c> for Onair's kinds, <c>VERB:RESOURCE</c> for a resource of the core group.</summary>
    public required IReadOnlySet<string> Verbs { get; init; }

    /// <summary>Requests per second; null for the gateway's default.</summary>
    public double? RequestsPerSecond { get; init; }

    /// <summary>Whether the Secret allows it. The ServiceAccount must be allowed as well.</summary>
    public bool Allows(Permission permission) =>
        Verbs.Contains(permission.Group == Onair.Api.Group.Name ? permission.Verb : $"{permission.Verb}:{permission.Resource}");
}
