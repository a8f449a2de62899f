namespace Onair.Gateway.Access;

/// <summary>Who sent a request.</summary>
internal sealed record Caller
{
    private string? _identity;

    /// <summary>The name of the Kubernetes user that is asked about: of the token, or of the ServiceAccount that an API key acts for.</summary>
    public required string User { get; init; }

    /// <summary>The user's uid, when there is one.</summary>
    public string? Uid { get; init; }

    /// <summary>The user's groups.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>What authenticators and authorizers add to a user.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Extra { get; init; }

    /// <summary>The namespace of requests whose path has none.</summary>
    public required string Namespace { get; init; }

    /// <summary>The API key; null for a Kubernetes token.</summary>
    public ApiKey? Key { get; init; }

    /// <summary>All that a SubjectAccessReview depends on.</summary>
    public string Identity => _identity ??= string.Join(
        '\n', [User, Uid ?? "", .. Groups, .. (Extra ?? new Dictionary<string, IReadOnlyList<string>>()).SelectMany(e => e.Value.Select(value => $"{e.Key}={value}"))]);

    /// <summary>The name in logs and rate limits. It contains no secret.</summary>
    public string Name => Key is null ? User : $"key:{Key.Namespace}/{Key.Name}";
}
