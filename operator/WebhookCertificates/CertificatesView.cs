namespace Onair.Operator.WebhookCertificates;

/// <summary>All that is known when the next step is decided.</summary>
internal sealed record CertificatesView
{
    public required DateTimeOffset Now { get; init; }

    /// <summary>The names that API servers call the Service by.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>How long a new authority has to be in the configurations before it signs.</summary>
    public required TimeSpan Settle { get; init; }

    /// <summary>How long the former authority stays trusted after the new one has signed.</summary>
    public required TimeSpan Retire { get; init; }

    /// <summary>The authority that signs.</summary>
    public StoredPair Authority { get; init; } = StoredPair.None;

    /// <summary>The authorities before it, whose leaves may still be served; hardly ever more than one.</summary>
    public IReadOnlyList<Certificate> Formers { get; init; } = [];

    /// <summary>The serving certificate.</summary>
    public StoredPair Serving { get; init; } = StoredPair.None;

    /// <summary>The configurations that are there.</summary>
    public IReadOnlyList<CallingConfiguration> Configurations { get; init; } = [];

    /// <summary>How long all of them have been seen with the present bundle; zero when they have not.</summary>
    public TimeSpan PublishedFor { get; init; }

    /// <summary>
    /// What API servers have to trust: the authority, and those before it while they live. Null without a usable authority.
    /// </summary>
    public string? Bundle => Authority.Pair is { } current
        ? current.Certificate.Pem + string.Concat(Formers.Where(f => f.LifeProblem(Now) is null).Select(f => f.Pem))
        : null;

    public bool IsPublished => Bundle is { } bundle && Configurations.All(c => c.Has(bundle));
}
