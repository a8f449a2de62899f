using System.Security.Cryptography;
using System.Text;

namespace Onair.Emulator.Auth;

/// <summary>The key derived for one day, region and service, and what it signs.</summary>
internal sealed class SigningKey
{
    /// <summary>The SHA-256 of nothing.</summary>
    public const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private readonly byte[] _key;
    private readonly string _timestamp;
    private readonly string _scope;

    public SigningKey(string secret, AwsSignature signature)
    {
        var key = Hmac(Encoding.UTF8.GetBytes("AWS4" + secret), signature.Date);
        key = Hmac(Hmac(key, signature.Region), signature.Service);
        _key = Hmac(key, "aws4_request");
        _timestamp = signature.Timestamp;
        _scope = signature.Scope;
    }

    /// <summary>The signature of the request as a whole.</summary>
    public string SignRequest(string canonicalRequest) => Sign("AWS4-HMAC-SHA256", Hash(canonicalRequest));

    /// <summary>The signature of one chunk of an aws-chunked body, chained to the one before.</summary>
    public string SignChunk(string previous, string hash) => Sign("AWS4-HMAC-SHA256-PAYLOAD", previous, EmptyHash, hash);

    /// <summary>The signature of the trailing headers, chained to the last chunk's.</summary>
    public string SignTrailer(string previous, string trailers) => Sign("AWS4-HMAC-SHA256-TRAILER", previous, Hash(trailers));

    public static bool Matches(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.UTF8.GetBytes(given));

    public static string Hex(ReadOnlySpan<byte> hash) => Convert.ToHexStringLower(hash);

    private static string Hash(string text) => Hex(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private string Sign(string algorithm, params string[] rest) =>
        Hex(Hmac(_key, string.Join('\n', [algorithm, _timestamp, _scope, .. rest])));

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
