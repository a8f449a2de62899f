using System.Net.Http.Headers;
using k8s.Authentication;

namespace Onair.Kubernetes.Access;

/// <summary>A token of KubernetesClient that is read anew when the server refuses it, however long it was said to be valid.</summary>
/// <param name="create">A provider that has not read its token yet.</param>
internal sealed class RenewableToken(Func<ITokenProvider> create) : ITokenProvider, IDisposable
{
    // One credential helper runs at a time.
    private readonly SemaphoreSlim _one = new(1, 1);
    private ITokenProvider? _provider;
    private volatile AuthenticationHeaderValue? _current;

    public async Task<AuthenticationHeaderValue> GetAuthenticationHeaderAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            return _current = await (_provider ??= create()).GetAuthenticationHeaderAsync(cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The server returned 401 for <paramref name="refused"/>. Does nothing when another request has already renewed the token.</summary>
    public async Task RenewAsync(AuthenticationHeaderValue? refused, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        if (Equals(_current, refused)) _provider = null;
        _one.Release();
    }

    public void Dispose() => _one.Dispose();
}
