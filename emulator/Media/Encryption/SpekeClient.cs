using System.Net.Mime;
using System.Text;

namespace Onair.Emulator.Media.Encryption;

/// <summary>Requests keys from key servers by SPEKE 1.0.</summary>
internal sealed class SpekeClient(HttpClient http, MediaOptions options) : IDisposable
{
    /// <summary>Replaces the signed call through API Gateway, by which AWS authenticates to a key server.</summary>
    public const string SecretHeader = "X-Onair-Speke-Secret";

    private const int LongestAnswer = 64 * 1024;

    // A live segment cannot wait for longer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public SpekeClient(MediaOptions options)
        : this(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Patience, MaxResponseContentBufferSize = LongestAnswer }, options)
    {
    }

    /// <exception cref="HttpRequestException">The key server cannot be reached, or returns an error.</exception>
    /// <exception cref="OperationCanceledException">The key server takes too long.</exception>
    /// <exception cref="FormatException">The response is not valid SPEKE.</exception>
    /// <exception cref="System.Xml.XmlException">The response is not XML.</exception>
    public async Task<ContentKey> AskAsync(PackageEncryption encryption, long period)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, encryption.KeyServer)
        {
            Content = new StringContent(SpekeDocument.Request(encryption, period), Encoding.UTF8, MediaTypeNames.Application.Xml),
        };
        if (options.SpekeSecret.Length > 0) request.Headers.Add(SecretHeader, options.SpekeSecret);
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return SpekeDocument.Read(await answer.Content.ReadAsStringAsync(), encryption, period);
    }

    public void Dispose() => http.Dispose();
}
