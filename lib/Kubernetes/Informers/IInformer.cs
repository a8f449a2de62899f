namespace Onair.Kubernetes;

/// <summary>An informer of any kind, for those who only run and watch over it.</summary>
public interface IInformer
{
    /// <summary>The resource, e.g. <c>livestreams.onair.dev</c>.</summary>
    string Resource { get; }

    /// <summary>How it is doing.</summary>
    InformerHealth Health { get; }

    /// <summary>How long without contact is too long.</summary>
    TimeSpan StallTimeout { get; }

    /// <summary>Lists and watches until cancelled; survives every error of the server.</summary>
    Task RunAsync(CancellationToken ct);

    /// <summary>Completes when the first list is in the store.</summary>
    Task WaitForSyncAsync(CancellationToken ct);
}
