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

    public bool IsPublished => Bundle is { } bundle && Configurations.All(c => c.Has(bundle));
}
