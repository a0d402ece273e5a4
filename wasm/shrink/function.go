package main

// instr is one instruction. The targets of branches are labels, not depths: every block, loop and
// if of a function has its own label, so that instructions can be removed without counting again.
type instr struct {
	op    uint16 // the opcode; of two bytes, 0xFC00 plus the second
	a, b  int64  // immediates: a constant; an index; alignment and offset; the type of a block
	label int    // of block, loop, if, else and end; of a branch, its target
	table []int  // targets of br_table, the default last
}

// Opcodes.
const (
	opUnreachable = 0x00
	opNop         = 0x01
	opBlock       = 0x02
	opLoop        = 0x03
	opIf          = 0x04
	opElse        = 0x05
	opEnd         = 0x0B
	opBr          = 0x0C
	opBrIf        = 0x0D
	opBrTable     = 0x0E
	opReturn      = 0x0F
	opCall        = 0x10
	opCallInd     = 0x11
	opDrop        = 0x1A
	opSelect      = 0x1B
	opLocalGet    = 0x20
	opLocalSet    = 0x21
	opLocalTee    = 0x22
	opGlobalGet   = 0x23
	opGlobalSet   = 0x24
	opI32Load     = 0x28
	opI64Load     = 0x29
	opI32Load8U   = 0x2D
	opI64Load32U  = 0x35
	opI32Store    = 0x36
	opI64Store    = 0x37
	opI64Store32  = 0x3E
	opMemorySize  = 0x3F
	opMemoryGrow  = 0x40
	opI32Const    = 0x41
	opI64Const    = 0x42
	opF32Const    = 0x43
	opF64Const    = 0x44
	opI32Eqz      = 0x45
	opI32Eq       = 0x46
	opI32LtU      = 0x49
	opI64Eqz      = 0x50
	opI32Add      = 0x6A
	opI32Sub      = 0x6B
	opI32And      = 0x71
	opI32Shl      = 0x74
	opI32ShrU     = 0x76
	opI64Add      = 0x7C
	opI64Sub      = 0x7D
	opI32Wrap     = 0xA7
	opI64ExtendS  = 0xAC
	opI64ExtendU  = 0xAD
	opLastPlain   = 0xC4
	opSatFirst    = 0xFC00
	opMemoryCopy  = 0xFC0A
	opMemoryFill  = 0xFC0B

	blockEmpty = -0x40 // the type of a block without a result
)

// function is a function's body.
type function struct {
	locals []byte // encoded
	code   []instr
	labels int // all labels are below this; label 0 is the function itself
}

func decode(body []byte) *function {
	f := &function{labels: 1}
	r := reader{body, 0}
	for range r.u32() {
		r.u32()
		r.byte()
	}
	f.locals = body[:r.i]
	open := []int{0}
	for len(open) > 0 {
		in := instr{op: uint16(r.byte())}
		target := func() int {
			depth := int(r.u32())
			if depth >= len(open) {
				panic("branch out of its function")
			}
			return open[len(open)-1-depth]
		}
		switch op := in.op; {
		case op == opBlock || op == opLoop || op == opIf:
			in.a = r.s64()
			in.label = f.newLabel()
			open = append(open, in.label)
		case op == opElse:
			in.label = open[len(open)-1]
		case op == opEnd:
			in.label = open[len(open)-1]
			open = open[:len(open)-1]
		case op == opBr || op == opBrIf:
			in.label = target()
		case op == opBrTable:
			for range r.u32() + 1 {
				in.table = append(in.table, target())
			}
		case op == opCall || op >= opLocalGet && op <= opGlobalSet:
			in.a = int64(r.u32())
		case op == opCallInd:
			in.a, in.b = int64(r.u32()), int64(r.u32())
		case op >= opI32Load && op <= opI64Store32:
			in.a, in.b = int64(r.u32()), int64(r.u32())
		case op == opMemorySize || op == opMemoryGrow:
			in.a = int64(r.byte())
		case op == opI32Const || op == opI64Const:
			in.a = r.s64()
		case op == opF32Const:
			for i := range 4 {
				in.a |= int64(r.byte()) << (8 * i)
			}
		case op == opF64Const:
			for i := range 8 {
				in.a |= int64(r.byte()) << (8 * i)
			}
		case op == 0xFC:
			in.op = opSatFirst + uint16(min(r.u32(), 0xFF))
			switch {
			case in.op < opSatFirst+8:
			case in.op == opMemoryCopy:
				in.a = int64(r.byte())<<8 | int64(r.byte())
			case in.op == opMemoryFill:
				in.a = int64(r.byte())
			default:
				panic(unknown("instruction", in.op))
			}
		case op <= opNop || op == opReturn || op == opDrop || op == opSelect ||
			op >= opI32Eqz && op <= opLastPlain:
		default:
			panic(unknown("instruction", op))
		}
		f.code = append(f.code, in)
	}
	if r.more() {
		panic("code after the end of a function")
	}
	return f
}

func (f *function) newLabel() int {
	f.labels++
	return f.labels - 1
}

func (f *function) encode() []byte {
	out := append([]byte(nil), f.locals...)
	depth := make([]int, f.labels) // of open labels, counted from the function; 0 for the others
	depth[0] = 1
	open := 1
	target := func(label int) uint32 {
		if depth[label] == 0 {
			panic("a branch to a block that is not open")
		}
		return uint32(open - depth[label])
	}
	for i := range f.code {
		in := &f.code[i]
		if in.op >= opSatFirst {
			out = appendU32(append(out, 0xFC), uint32(in.op-opSatFirst))
		} else {
			out = append(out, byte(in.op))
		}
		switch op := in.op; {
		case op == opBlock || op == opLoop || op == opIf:
			out = appendS64(out, in.a)
			open++
			depth[in.label] = open
		case op == opEnd:
			open--
			depth[in.label] = 0
		case op == opBr || op == opBrIf:
			out = appendU32(out, target(in.label))
		case op == opBrTable:
			out = appendU32(out, uint32(len(in.table)-1))
			for _, l := range in.table {
				out = appendU32(out, target(l))
			}
		case op == opCall || op >= opLocalGet && op <= opGlobalSet:
			out = appendU32(out, uint32(in.a))
		case op == opCallInd:
			out = appendU32(appendU32(out, uint32(in.a)), uint32(in.b))
		case op >= opI32Load && op <= opI64Store32:
			// The alignment is a hint. When it is always the same it compresses better.
			out = appendU32(append(out, 0), uint32(in.b))
		case op == opMemorySize || op == opMemoryGrow || op == opMemoryFill:
			out = append(out, byte(in.a))
		case op == opMemoryCopy:
			out = append(out, byte(in.a>>8), byte(in.a))
		case op == opI32Const || op == opI64Const:
			out = appendS64(out, in.a)
		case op == opF32Const:
			out = append(out, byte(in.a), byte(in.a>>8), byte(in.a>>16), byte(in.a>>24))
		case op == opF64Const:
			for i := range 8 {
				out = append(out, byte(in.a>>(8*i)))
			}
		}
	}
	return out
}
