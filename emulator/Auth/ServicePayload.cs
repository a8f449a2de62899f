using System.Security.Cryptography;

namespace Onair.Emulator.Auth;

/// <summary>The body of an API call, which is small, and whose hash takes part in the signature.</summary>
internal static class ServicePayload
{
    /// <summary>More than any of the emulated services accepts.</summary>
    private const int Largest = 8 * 1024 * 1024;

    /// <summary>Reads the body, leaves it readable again, and returns its SHA-256.</summary>
    public static async Task<string> HashAsync(HttpRequest request)
    {
        var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, request.HttpContext.RequestAborted)) > 0)
        {
            if (buffer.Length + read > Largest)
                throw new AwsException(413, "RequestEntityTooLargeException", $"The body is larger than {Largest} bytes.");
            await buffer.WriteAsync(chunk.AsMemory(0, read));
        }

        buffer.Position = 0;
        request.Body = buffer;
        return SigningKey.Hex(SHA256.HashData(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
    }
}
