using System.Globalization;

namespace Onair.RelayPod.Rtsp;

/// <summary>A connection between ffmpeg and a server of RTSP: what the server says is checked, and what ffmpeg asks for gets the server's name.</summary>
/// <param name="source">The server.</param>
/// <param name="port">The port on loopback that ffmpeg connects to.</param>
internal sealed class RtspSession(Uri source, int port)
{
    private readonly string _loopback = string.Create(CultureInfo.InvariantCulture, $"rtsp://127.0.0.1:{port}");
    private readonly string _server = $"{source.Scheme}://{source.Authority}";

    /// <summary>Carries the connection until one side ends it.</summary>
    /// <exception cref="RtspRefusedException">The server said something that is not passed on.</exception>
    public async Task CarryAsync(Stream client, Stream host, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var asked = PassAsync(client, host, lines => [RtspRules.Renamed(lines[0], _loopback, _server), .. lines.Skip(1)], end.Token);
        var answered = PassAsync(host, client, lines =>
        {
            RtspRules.CheckFromServer(lines);
            return lines;
        }, end.Token);
        var first = await Task.WhenAny(asked, answered);
        await end.CancelAsync();
        await Task.WhenAll(asked, answered).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (first.Exception?.InnerException is RtspRefusedException refused) throw refused;
    }

    private static async Task PassAsync(Stream from, Stream to, Func<IReadOnlyList<string>, IReadOnlyList<string>> pass, CancellationToken cancellationToken)
    {
        var reader = new RtspReader(from);
        while (await reader.ReadAsync(cancellationToken) is { } part)
        {
            if (!part.IsMedia) await to.WriteAsync(RtspReader.Head(pass(part.Lines)), cancellationToken);
            await to.WriteAsync(part.Rest, cancellationToken);
        }
    }
}
