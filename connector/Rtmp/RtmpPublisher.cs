using System.Buffers.Binary;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Onair.ConnectorPod.Flv;
using Onair.Guard;

namespace Onair.ConnectorPod.Rtmp;

/// <summary>A stream that is published to a server by RTMP or RTMPS (Adobe's specification 1.0; publishing: section 7.2.2.6).</summary>
internal sealed class RtmpPublisher : IAsyncDisposable
{
    private const int HandshakeBytes = 1_536;
    private const int Control = 2;
    private const int Commands = 3;
    private const int Media = 4;
    private const double CreateStream = 4;

    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(10);

    private readonly Stream _stream;
    private readonly ChunkReader _reader;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly RtmpUrl _url;
    private int _chunkSize = 128;
    private uint _messageStream;
    private long _window = long.MaxValue;
    private long _acknowledged;

    private RtmpPublisher(Stream stream, RtmpUrl url) => (_stream, _url, _reader) = (stream, url, new ChunkReader(stream));

    /// <summary>Connects and publishes; returns when the server has accepted the stream.</summary>
    /// <param name="url">Where to.</param>
    /// <param name="rules">Which addresses may be connected to.</param>
    /// <param name="certificates">How the server's certificate is checked; null for the system's authorities.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="AddressRefusedException">The rules forbid the server's address.</exception>
    /// <exception cref="SocketException">The server cannot be reached.</exception>
    /// <exception cref="RtmpException">The server refuses.</exception>
    public static async Task<RtmpPublisher> ConnectAsync(RtmpUrl url, AddressRules rules, X509ChainPolicy? certificates, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConnectTime);
        var socket = await GuardedDns.ConnectAsync(url.Host, url.Port, rules, cancellationToken: limit.Token);
        Stream stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            if (url.Secure)
            {
                var secure = new SslStream(stream);
                stream = secure;
                await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = url.Host, CertificateChainPolicy = certificates }, limit.Token);
            }

            var publisher = new RtmpPublisher(stream, url);
            await publisher.OpenAsync(limit.Token);
            return publisher;
        }
        catch (EndOfStreamException)
        {
            await stream.DisposeAsync();
            throw new RtmpException("the target closes the connection: application or stream key may be wrong, or another encoder pushes to it");
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends a tag; returns how many bytes that were.</summary>
    public async Task<int> SendAsync(FlvTag tag, CancellationToken cancellationToken)
    {
        var data = tag.Type == FlvTag.Script ? [.. Amf0.Write("@setDataFrame"), .. tag.Data] : tag.Data;
        return await WriteAsync(new RtmpMessage(tag.Type, _messageStream, tag.Timestamp, data), Media, cancellationToken);
    }

    /// <summary>Answers what the server asks, until the connection ends.</summary>
    /// <exception cref="RtmpException">The server ended the stream.</exception>
    public async Task ListenAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var message = await NextAsync(cancellationToken);
            if (message is null || Command(message) is not ["onStatus", .., IReadOnlyDictionary<string, object?> status]) continue;
            if (status.GetValueOrDefault("level") as string == "error") throw Refused(status);
        }
    }

    /// <summary>Tells the server that the stream ends.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        await CommandAsync(0, cancellationToken, "FCUnpublish", 6d, null, _url.Stream);
        await CommandAsync(0, cancellationToken, "deleteStream", 7d, null, (double)_messageStream);
    }

    public ValueTask DisposeAsync()
    {
        _writing.Dispose();
        return _stream.DisposeAsync();
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        await ShakeHandsAsync(cancellationToken);
        var size = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(size, ChunkWriter.ChunkSize);
        await WriteAsync(new RtmpMessage(RtmpTypes.SetChunkSize, 0, 0, size), Control, cancellationToken);
        _chunkSize = ChunkWriter.ChunkSize;
        var connection = new Dictionary<string, object?>
        {
            ["app"] = _url.Application,
            ["type"] = "nonprivate",
            ["flashVer"] = "FMLE/3.0 (compatible; Onair)",
            ["tcUrl"] = _url.TcUrl,
        };
        await CommandAsync(0, cancellationToken, "connect", 1d, connection);
        await ResultAsync(1, cancellationToken);
        // Neither is in the specification; encoders send them, and some servers wait for them.
        await CommandAsync(0, cancellationToken, "releaseStream", 2d, null, _url.Stream);
        await CommandAsync(0, cancellationToken, "FCPublish", 3d, null, _url.Stream);
        await CommandAsync(0, cancellationToken, "createStream", CreateStream, null);
        _messageStream = (uint)(await ResultAsync(CreateStream, cancellationToken) is double id ? id : 1);
        await CommandAsync(_messageStream, cancellationToken, "publish", 5d, null, _url.Stream, "live");
        await PublishedAsync(cancellationToken);
    }

    // The simple handshake: what the server sends is returned to it (section 5.2).
    private async Task ShakeHandsAsync(CancellationToken cancellationToken)
    {
        var hello = new byte[1 + HandshakeBytes];
        RandomNumberGenerator.Fill(hello.AsSpan(9));
        hello[0] = 3;
        await _stream.WriteAsync(hello, cancellationToken);
        var answer = new byte[1 + 2 * HandshakeBytes];
        await _stream.ReadExactlyAsync(answer, cancellationToken);
        if (answer[0] != 3) throw new RtmpException("the target does not speak RTMP");
        await _stream.WriteAsync(answer.AsMemory(1, HandshakeBytes), cancellationToken);
        await _stream.FlushAsync(cancellationToken);
    }

    private async Task<object?> ResultAsync(double transaction, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await NextAsync(cancellationToken) is not { } message) continue;
            switch (Command(message))
            {
                case ["_result", double id, .. var rest] when id == transaction: return rest.Count > 0 ? rest[^1] : null;
                case ["_error", double id, .. var rest] when id == transaction: throw Refused(rest.LastOrDefault() as IReadOnlyDictionary<string, object?>);
            }
        }
    }

    private async Task PublishedAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await NextAsync(cancellationToken) is not { } message) continue;
            if (Command(message) is not ["onStatus", .., IReadOnlyDictionary<string, object?> status]) continue;
            if (status.GetValueOrDefault("code") as string == "NetStream.Publish.Start") return;
            throw Refused(status);
        }
    }

    // The description may repeat the stream key; the code does not.
    private static RtmpException Refused(IReadOnlyDictionary<string, object?>? status)
    {
        var code = status?.GetValueOrDefault("code") as string ?? "";
        return new RtmpException(code.Length is > 0 and < 64 && code.All(c => char.IsAsciiLetterOrDigit(c) || c == '.') ? $"the target refuses: {code}" : "the target refuses");
    }

    private static List<object?> Command(RtmpMessage message) => message.Type switch
    {
        RtmpTypes.Command => [.. Amf0.Read(message.Data.Span)],
        RtmpTypes.Amf3Command when message.Data.Length > 0 => [.. Amf0.Read(message.Data.Span[1..])],
        _ => [],
    };

    // Null when the message was one of the protocol, which is answered here.
    private async Task<RtmpMessage?> NextAsync(CancellationToken cancellationToken)
    {
        var message = await _reader.NextAsync(cancellationToken);
        if (_reader.Read - _acknowledged > _window / 2) await AcknowledgeAsync(cancellationToken);
        switch (message.Type)
        {
            case RtmpTypes.WindowSize when message.Data.Length >= 4:
                _window = BinaryPrimitives.ReadUInt32BigEndian(message.Data.Span);
                return null;
            // 6 is a ping, 7 its answer.
            case RtmpTypes.UserControl when message.Data.Span is [0, 6, ..]:
                await WriteAsync(new RtmpMessage(RtmpTypes.UserControl, 0, 0, (byte[])[0, 7, .. message.Data.Span[2..]]), Control, cancellationToken);
                return null;
            default:
                return message;
        }
    }

    private async Task AcknowledgeAsync(CancellationToken cancellationToken)
    {
        var read = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(read, (uint)_reader.Read);
        _acknowledged = _reader.Read;
        await WriteAsync(new RtmpMessage(RtmpTypes.Acknowledgement, 0, 0, read), Control, cancellationToken);
    }

    private Task<int> CommandAsync(uint stream, CancellationToken cancellationToken, params object?[] values) =>
        WriteAsync(new RtmpMessage(RtmpTypes.Command, stream, 0, Amf0.Write(values)), Commands, cancellationToken);

    private async Task<int> WriteAsync(RtmpMessage message, int chunkStream, CancellationToken cancellationToken)
    {
        var bytes = ChunkWriter.Write(message, chunkStream, _chunkSize);
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await _stream.WriteAsync(bytes, cancellationToken);
        }
        finally
        {
            _writing.Release();
        }

        return bytes.Length;
    }
}
