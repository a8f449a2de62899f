using System.Buffers.Binary;
using System.Text;

namespace Onair.ConnectorPod.Rtmp;

/// <summary>
/// Values of commands in Action Message Format 0: numbers, booleans, strings, null and objects of these.
/// </summary>
internal static class Amf0
{
    private const byte Number = 0;
    private const byte Boolean = 1;
    private const byte Text = 2;
    private const byte Object = 3;
    private const byte Null = 5;
    private const byte Undefined = 6;
    private const byte Array = 8;
    private const byte ObjectEnd = 9;

    /// <summary>Writes values: double, bool, string, null or a dictionary of these.</summary>
    public static byte[] Write(params object?[] values)
    {
        using var bytes = new MemoryStream();
        foreach (var value in values) Write(bytes, value);
        return bytes.ToArray();
    }

    /// <summary>Reads values up to the end, or up to one of a type that commands to publishers do not have.</summary>
    /// <exception cref="RtmpException">A value is cut off.</exception>
    public static IReadOnlyList<object?> Read(ReadOnlySpan<byte> bytes)
    {
        var values = new List<object?>();
        try
        {
            while (bytes.Length > 0 && bytes[0] is Number or Boolean or Text or Object or Null or Undefined or Array) values.Add(Value(ref bytes));
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new RtmpException("the target sends a command that is cut off");
        }

        return values;
    }

    private static void Write(MemoryStream bytes, object? value)
    {
        switch (value)
        {
            case null:
                bytes.WriteByte(Null);
                break;
            case double number:
                bytes.WriteByte(Number);
                Span<byte> eight = stackalloc byte[8];
                BinaryPrimitives.WriteDoubleBigEndian(eight, number);
                bytes.Write(eight);
                break;
            case bool truth:
                bytes.Write([Boolean, truth ? (byte)1 : (byte)0]);
                break;
            case string text:
                bytes.WriteByte(Text);
                WriteText(bytes, text);
                break;
            case IReadOnlyDictionary<string, object?> members:
                bytes.WriteByte(Object);
                foreach (var (name, member) in members)
                {
                    WriteText(bytes, name);
                    Write(bytes, member);
                }

                bytes.Write([0, 0, ObjectEnd]);
                break;
            default:
                throw new ArgumentException($"AMF0 has no {value.GetType().Name} here", nameof(value));
        }
    }

    private static void WriteText(MemoryStream bytes, string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        bytes.Write([(byte)(utf8.Length >> 8), (byte)utf8.Length]);
        bytes.Write(utf8);
    }

    private static object? Value(ref ReadOnlySpan<byte> bytes)
    {
        var type = Take(ref bytes, 1)[0];
        switch (type)
        {
            case Number: return BinaryPrimitives.ReadDoubleBigEndian(Take(ref bytes, 8));
            case Boolean: return Take(ref bytes, 1)[0] != 0;
            case Text: return TakeText(ref bytes);
            case Null or Undefined: return null;
            case Object or Array: return Members(ref bytes, type);
            default: throw new RtmpException("the target sends a value of an unknown type");
        }
    }

    private static Dictionary<string, object?> Members(ref ReadOnlySpan<byte> bytes, byte type)
    {
        if (type == Array) Take(ref bytes, 4); // the count, which is approximate
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        while (true)
        {
            var name = TakeText(ref bytes);
            if (name.Length == 0 && bytes.Length > 0 && bytes[0] == ObjectEnd)
            {
                Take(ref bytes, 1);
                return members;
            }

            members[name] = Value(ref bytes);
        }
    }

    private static string TakeText(ref ReadOnlySpan<byte> bytes) =>
        Encoding.UTF8.GetString(Take(ref bytes, BinaryPrimitives.ReadUInt16BigEndian(Take(ref bytes, 2))));

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes, int count)
    {
        var taken = bytes[..count];
        bytes = bytes[count..];
        return taken;
    }
}
