namespace Onair.Kubernetes.Informers;

/// <summary>An informer of any kind, for code that only runs and monitors it.</summary>
public interface IInformer
{
    /// <summary>The resource, e.g. <c>livestreams.onair.dev</c>.</summary>
    string Resource { get; }

    /// <summary>How it is doing.</summary>
    InformerHealth Health { get; }

    /// <summary>How long it may be without contact.</summary>
    TimeSpan StallTimeout { get; }

    /// <summary>Lists and watches until cancelled; survives every server error.</summary>
    Task RunAsync(CancellationToken cancellationToken);

    /// <summary>Completes when the first list is in the store.</summary>
    Task WaitForSyncAsync(CancellationToken cancellationToken);
}
