using System.Net.Sockets;
using Onair.Guard;

namespace Onair.Gateway.Player;

/// <summary>
/// Looks where the host of a URL is before a page plays it. The browser looks again by itself, so this keeps out links to private addresses, and
/// the policy of the page keeps it from every other origin; what connects for viewers checks the address that it connects to.
/// </summary>
internal sealed class UrlGuard(PlayerSettings settings, HostResolver? resolver = null)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Which addresses are allowed.</summary>
    public AddressRules Rules { get; } = new(settings.AllowedCidrs);

    /// <summary>The rule that an address of the host breaks; null when all of them are allowed.</summary>
    public async Task<string?> RefusalAsync(Uri url, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            await GuardedDns.ResolveAsync(url.IdnHost.Trim('[', ']'), Rules, resolver, limit.Token);
            return null;
        }
        catch (AddressRefusedException e)
        {
            return e.Message;
        }
        catch (Exception e) when (e is SocketException or ArgumentException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return $"host '{url.IdnHost}' is not found";
        }
    }
}
