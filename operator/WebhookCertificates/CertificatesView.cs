namespace Onair.Operator.WebhookCertificates;

/// <summary>All that is known when the next step is decided.</summary>
internal sealed record CertificatesView
{
    public required DateTimeOffset Now { get; init; }

    /// <summary>The names that API servers call the Service by.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>How long a new authority has to be in the configurations before it signs.</summary>
    public required TimeSpan Settle { get; init; }

    /// <summary>The authority that signs.</summary>
    public StoredPair Authority { get; init; } = StoredPair.None;

    /// <summary>The authority before it, whose leaf may still be served.</summary>
    public Certificate? Previous { get; init; }

    /// <summary>The serving certificate.</summary>
    public StoredPair Serving { get; init; } = StoredPair.None;

    /// <summary>The configurations that are there.</summary>
    public IReadOnlyList<CallingConfiguration> Configurations { get; init; } = [];

    /// <summary>How long all of them have been seen with the present bundle; zero when they have not.</summary>
    public TimeSpan PublishedFor { get; init; }

    /// <summary>
    /// What API servers have to trust: the authority, and the one before it while it lives. Null without a usable authority.
    /// </summary>
    public string? Bundle => Authority.Pair is { } current
        ? current.Certificate.Pem + (Previous is { } previous && previous.LifeProblem(Now) is null ? previous.Pem : "")
        : null;

    public bool IsPublished => Bundle is { } bundle && Configurations.All(c => c.Has(bundle));
}
