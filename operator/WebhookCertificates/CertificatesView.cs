namespace Onair.Operator.WebhookCertificates;

/// <summary>Everything that the next step is decided on.</summary>
internal sealed record CertificatesView
{
    public required DateTimeOffset Now { get; init; }

    /// <summary>The DNS names under which API servers call the Service.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>How long a new authority has to be in the configurations before it signs.</summary>
    public required TimeSpan Settle { get; init; }

    /// <summary>How long the previous authority stays trusted after the new one has signed.</summary>
    public required TimeSpan Retire { get; init; }

    /// <summary>The authority that signs.</summary>
    public StoredPair Authority { get; init; } = StoredPair.None;

    /// <summary>The previous authorities, whose leaf certificates may still be served; rarely more than one.</summary>
    public IReadOnlyList<Certificate> Formers { get; init; } = [];

    /// <summary>The serving certificate.</summary>
    public StoredPair Serving { get; init; } = StoredPair.None;

    /// <summary>Whether somebody else issues the serving certificate, e.g. cert-manager. Then only the paths are decided on.</summary>
    public bool IsIssuedByOthers { get; init; }

    /// <summary>Whether the Secret of the serving certificate exists.</summary>
    public bool HasServing { get; init; }

    /// <summary>The tokens in the paths of reviews.</summary>
    public StoredTokens Tokens { get; init; } = new(null, []);

    /// <summary>How long a new token has to be in the Secret before API servers send it.</summary>
    public TimeSpan Spread { get; init; }

    /// <summary>How long the current token has been in the Secret.</summary>
    public TimeSpan TokenStoredFor { get; init; }

    /// <summary>How long all paths have had the current token; zero when they do not.</summary>
    public TimeSpan PathsPublishedFor { get; init; }

    /// <summary>The existing configurations.</summary>
    public IReadOnlyList<CallingConfiguration> Configurations { get; init; } = [];

    /// <summary>How long all of them have had the current bundle; zero when they do not.</summary>
    public TimeSpan PublishedFor { get; init; }

    /// <summary>
    /// What API servers must trust: the authority, and the previous ones while they are valid. Null without a usable authority.
    /// </summary>
    public string? Bundle => Authority.Pair is { } current
        ? current.Certificate.Pem + string.Concat(Formers.Where(f => f.LifeProblem(Now) is null).Select(f => f.Pem))
        : null;

    public bool ArePathsPublished =>
        Tokens.Current is { } token && Configurations.All(c => c.Paths.All(p => p.Value == c.PathWith(token, p.Key)));

    public bool IsPublished => Bundle is { } bundle && Configurations.All(c => c.Has(bundle));
}
