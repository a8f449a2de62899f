namespace Onair.Video.Signing;

/// <summary>A key that playback tokens are signed with. Never logged.</summary>
public sealed class SigningKey
{
    private SigningKey(string id) => Id = id;

    /// <summary>The id by which the service knows it.</summary>
    public string Id { get; }

    /// <summary>Reads a key.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="privateKey">RSA, PKCS#1 or PKCS#8, as PEM or as Base64 of PEM.</param>
    /// <exception cref="FormatException">It is no such key, or has fewer than 2048 bits. The message repeats nothing of it.</exception>
    public static SigningKey Read(string id, string privateKey) => throw new NotImplementedException();
}
