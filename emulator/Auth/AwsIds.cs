using System.Security.Cryptography;
using System.Text;

namespace Onair.Emulator.Auth;

/// <summary>Ids in the manner of IAM's.</summary>
internal static class AwsIds
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>Upper-case letters and digits.</summary>
    public static string Random(int length) => RandomNumberGenerator.GetString(Alphabet, length);

    /// <summary>The unique id of a user (AIDA) or role (AROA), the same at each start.</summary>
    public static string Of(string kind, string name) => kind + string.Concat(
        SHA256.HashData(Encoding.UTF8.GetBytes(name)).Take(17).Select(b => Alphabet[b % Alphabet.Length]));
}
