using System.Security.Cryptography;

namespace Onair.Emulator.Auth;

/// <summary>A body whose SHA-256 the request declares. The last read fails when it differs.</summary>
internal sealed class HashedBody(Stream inner, string promised) : BodyStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool _checked;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        if (read > 0) _hash.AppendData(buffer.Span[..read]);
        else if (!_checked && !buffer.IsEmpty) Check();
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _hash.Dispose();
        base.Dispose(disposing);
    }

    private void Check()
    {
        _checked = true;
        var actual = SigningKey.Hex(_hash.GetHashAndReset());
        if (SigningKey.Matches(actual, promised)) return;
        throw new AwsException(400, "XAmzContentSHA256Mismatch",
            "The provided 'x-amz-content-sha256' header does not match what was computed.")
        {
            Details = new Dictionary<string, string>
            {
                ["ClientComputedContentSHA256"] = promised,
                ["S3ComputedContentSHA256"] = actual,
            },
        };
    }
}
