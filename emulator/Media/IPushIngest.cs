namespace Onair.Emulator.Media;

/// <summary>
/// Takes in pushes that nobody waits for: a stream of IVS begins and ends with them. The control plane asks it who pushes. Without media, and
/// in tests of the control plane, pushes are declared.
/// </summary>
internal interface IPushIngest
{
    /// <summary>Sets which pushes are accepted from now on; those that are accepted already go on.</summary>
    /// <param name="endpoints">All of them; this replaces all endpoints set before.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task AcceptAsync(IReadOnlyCollection<IngestEndpoint> endpoints, CancellationToken cancellationToken);

    /// <summary>The connection that pushes to an input; null when none does. Another push is another connection.</summary>
    string? Current(string inputId);

    /// <summary>Disconnects the push to an input, within a second or so.</summary>
    void Drop(string inputId);
}
