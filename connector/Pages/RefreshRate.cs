using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Onair.ConnectorPod.Sources;

namespace Onair.ConnectorPod.Pages;

/// <summary>
/// The refresh rate of a display. Chromium draws as often as the display's mode says (<c>ui/base/x/x11_xrandr_interval_only_vsync_provider.cc</c>),
/// and 60 times a second with the mode that Xvfb starts with, whose rate is 0. <c>xrandr</c> could set it, but brings a C preprocessor and twenty libraries.
/// </summary>
internal static class RefreshRate
{
    // The X protocol (X.Org, "X Window System Protocol") and its extension RandR (randrproto.txt, version 1.3), little endian. After its code, each
    // request has its length in words of four bytes.
    private const byte QueryExtension = 98, GetScreenResources = 25, CreateMode = 16, AddOutputMode = 18, SetCrtcConfig = 21;
    private const int Header = 32;

    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(10);

    /// <summary>Gives the only screen of a display a mode with this rate.</summary>
    /// <param name="display">Its number.</param>
    /// <param name="width">Of the screen, in pixels.</param>
    /// <param name="height">Of the screen, in pixels.</param>
    /// <param name="rate">Hertz.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SourceFailure">The display refuses it or does not answer.</exception>
    public static async Task SetAsync(string display, int width, int height, int rate, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AnswerTime);
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint($"/tmp/.X11-unix/X{display}"), limit.Token);
            await using var stream = new NetworkStream(socket);
            await SetAsync(stream, width, height, rate, limit.Token);
        }
        catch (Exception e) when (e is IOException or SocketException or InvalidDataException)
        {
            throw new SourceFailure("DisplayFailed", $"the display's refresh rate cannot be set: {e.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SourceFailure("DisplayFailed", "the display does not answer in time");
        }
    }

    private static async Task SetAsync(Stream stream, int width, int height, int rate, CancellationToken cancellationToken)
    {
        var root = await OpenAsync(stream, cancellationToken);
        var name = "RANDR"u8;
        var randr = (await AskAsync(stream, [QueryExtension, 0, .. Shorts(4), .. Shorts(name.Length, 0), .. name, 0, 0, 0], cancellationToken))[9];
        var screen = await AskAsync(stream, [randr, GetScreenResources, .. Shorts(2), .. Longs(root)], cancellationToken);
        var (crtcs, outputs) = (Short(screen, 16), Short(screen, 18));
        if (crtcs != 1 || outputs != 1) throw new InvalidDataException("it has more than one screen");
        var (crtc, output) = (Long(screen, Header), Long(screen, Header + 4));
        var title = Encoding.ASCII.GetBytes(rate.ToString("D4", CultureInfo.InvariantCulture));
        var mode = Long(await AskAsync(stream,
            [
                randr, CreateMode, .. Shorts(11), .. Longs(root, 0), .. Shorts(width, height), .. Longs((uint)rate * (uint)width * (uint)height),
                // Without blanking: the picture is all there is of a line and of a frame.
                .. Shorts(width, width, width, 0, height, height, height, title.Length), .. Longs(0), .. title,
            ], cancellationToken), 8);
        await stream.WriteAsync((byte[])[randr, AddOutputMode, .. Shorts(3), .. Longs(output, mode)], cancellationToken);
        var set = await AskAsync(stream,
            [randr, SetCrtcConfig, .. Shorts(8), .. Longs(crtc, 0, Long(screen, 12)), .. Shorts(0, 0), .. Longs(mode), .. Shorts(1, 0), .. Longs(output)], cancellationToken);
        if (set[1] != 0) throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"RandR answers with status {set[1]}"));
    }

    /// <summary>Begins a connection; the id of the root window.</summary>
    private static async Task<uint> OpenAsync(Stream stream, CancellationToken cancellationToken)
    {
        await stream.WriteAsync((byte[])[(byte)'l', 0, .. Shorts(11, 0, 0, 0, 0)], cancellationToken);
        var answer = new byte[8];
        await stream.ReadExactlyAsync(answer, cancellationToken);
        var rest = new byte[Short(answer, 6) * 4];
        await stream.ReadExactlyAsync(rest, cancellationToken);
        if (answer[0] != 1) throw new InvalidDataException("it refuses the connection");
        var (vendor, formats) = (Short(rest, 16), rest[21]);
        return Long(rest, Header + ((vendor + 3) / 4 * 4) + (formats * 8));
    }

    /// <summary>Sends a request; its answer. Events are passed over.</summary>
    private static async Task<byte[]> AskAsync(Stream stream, byte[] request, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(request, cancellationToken);
        while (true)
        {
            var answer = new byte[Header];
            await stream.ReadExactlyAsync(answer, cancellationToken);
            if (answer[0] == 0) throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"it answers with error {answer[1]}"));
            if (answer[0] != 1) continue;
            Array.Resize(ref answer, Header + (int)(Long(answer, 4) * 4));
            await stream.ReadExactlyAsync(answer.AsMemory(Header), cancellationToken);
            return answer;
        }
    }

    private static byte[] Shorts(params int[] values) => [.. values.SelectMany(v => (byte[])[(byte)v, (byte)(v >> 8)])];

    private static byte[] Longs(params uint[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    private static int Short(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    private static uint Long(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
}
