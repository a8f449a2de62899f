using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;

namespace Onair.Kubernetes;

/// <summary>A bearer token in a file that is replaced from time to time (a projected service account token is valid for an hour).</summary>
internal sealed class TokenFile(string path, TimeProvider time) : ICredentialSource
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private volatile AuthenticationHeaderValue? _header;
    private long _readAt;

    public X509Certificate2? Certificate => null;

    public async ValueTask<AuthenticationHeaderValue?> GetAsync(CancellationToken cancellationToken)
    {
        if (_header is { } known && time.GetElapsedTime(Volatile.Read(ref _readAt)) < Period) return known;
        try
        {
            var token = (await File.ReadAllTextAsync(path, cancellationToken)).Trim();
            if (token.Length == 0) throw new KubernetesConfigurationException($"{path}: empty; a bearer token was expected");
            Volatile.Write(ref _readAt, time.GetTimestamp());
            // The same instance as long as the token is the same: Invalidate compares by value.
            return _header?.Parameter == token ? _header : _header = new AuthenticationHeaderValue("Bearer", token);
        }
        catch (IOException) when (_header is not null)
        {
            // The file is being replaced; the current token stays valid for some minutes.
            return _header;
        }
    }

    public bool Invalidate(AuthenticationHeaderValue? refused)
    {
        Volatile.Write(ref _readAt, time.GetTimestamp() - time.TimestampFrequency * 3600);
        return true;
    }
}
